package io.remotegpu.agent.runtime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.agent.runtime.LogReader;
import io.remotegpu.agent.runtime.LogRequest;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.LogLine;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodLogsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String FIRST = "2026-11-22T12:00:01.000000001Z one\n";
    private static final String SECOND = "2026-11-22T12:00:01.000000002Z two words\n";

    private final Cluster cluster = new Cluster();
    private final KubernetesRuntime runtime = cluster.runtime(Clock.systemUTC());
    private String pod;

    @BeforeEach
    void aPodThatEnded() {
        pod = runtime.create(cluster.spec(new WorkloadId("env-1"), 7));
        runtime.start(pod, List.of());
        cluster.kubelet.ends(pod, NOON, NOON.plusSeconds(9), 1, "Error");
    }

    @AfterEach
    void close() {
        runtime.close();
        cluster.close();
    }

    @Test
    void tellsTheLastLinesWithTheirTimesAndPositions() {
        cluster.prints(pod, "pretty=false&tailLines=10&timestamps=true", FIRST + SECOND + "no time\ncut");
        Reading reading = read(new LogRequest(pod, 10, null, false));

        assertThat(reading.texts()).containsExactly("one", "two words", "no time", "cut");
        assertThat(reading.lines.getFirst().at()).isEqualTo(Instant.parse("2026-11-22T12:00:01.000000001Z"));
        assertThat(reading.lines.get(2).at()).isNull();
        assertThat(reading.positions)
                .containsExactly("2026-11-22T12:00:01.000000001Z", "2026-11-22T12:00:01.000000002Z", "", "");
    }

    @Test
    void goesOnAfterAPositionWithoutWhatWasToldAlready() {
        cluster.prints(pod, "pretty=false&sinceTime=2026-11-22T12:00:01.000000001Z&timestamps=true", FIRST + SECOND);

        assertThat(read(new LogRequest(pod, 10, "2026-11-22T12:00:01.000000001Z", false))
                        .texts())
                .containsExactly("two words");
    }

    @Test
    void followsUntilTheReaderHasEnough() {
        cluster.prints(pod, "pretty=false&timestamps=true&follow=true", FIRST + SECOND);
        Reading reading = new Reading(1);

        runtime.sight().logs().read(new LogRequest(pod, 10, null, true), reading);

        assertThat(reading.texts()).containsExactly("one");
    }

    @Test
    void keepsItsLastWordsAndHasNoneWhereThereIsNoLog() {
        cluster.prints(pod, "pretty=false&tailLines=50", "starting\nno sources\n");

        assertThat(runtime.lastWords(pod).lines()).containsExactly("starting", "no sources");
        cluster.hasNoLog("remotegpu-env-9-1", "pretty=false&tailLines=50");
        assertThat(runtime.lastWords("remotegpu-env-9-1").isEmpty()).isTrue();
    }

    @Test
    void saysThatTheClusterHandsOutNoLog() {
        cluster.goesAway();

        assertThatThrownBy(() -> read(new LogRequest(pod, 10, null, false)))
                .isInstanceOfSatisfying(PlatformException.class, failure -> assertThat(failure.code())
                        .isEqualTo(ErrorCode.KUBERNETES_ERROR));
    }

    private Reading read(LogRequest request) {
        Reading reading = new Reading(100);
        runtime.sight().logs().read(request, reading);
        return reading;
    }

    private static final class Reading implements LogReader {
        private final int enough;
        private final List<LogLine> lines = new ArrayList<>();
        private final List<String> positions = new ArrayList<>();

        private Reading(int enough) {
            this.enough = enough;
        }

        @Override
        public void line(LogLine line, String position) {
            lines.add(line);
            positions.add(position);
        }

        @Override
        public boolean hasEnough() {
            return lines.size() >= enough;
        }

        private List<String> texts() {
            return lines.stream().map(LogLine::text).toList();
        }
    }
}
