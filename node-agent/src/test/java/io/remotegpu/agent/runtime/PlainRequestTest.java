package io.remotegpu.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.remotegpu.agent.Commands;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRequestTest {
    private static final Volume HOME = new Volume("home", "/home/dev", false);
    private static final PortRequest SSH = new PortRequest("ssh", 22, "tcp");

    @Test
    void takesWhatEnvironmentsAskFor() {
        assertThatCode(() -> PlainRequest.check(Commands.environment(
                        Commands.BASE_IMAGE, Probe.Kind.SSH, Map.of("TEXT", "two\nlines\tand \u001b[31mcolour"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/etc/../root",
                "relative",
                "/proc",
                "/proc/sys",
                "/dev/shm",
                "/sys/fs",
                "/run/remotegpu",
                "/a b",
                "/a:ro",
                "/a\n/b",
                "/a//b",
                ""
            })
    void refusesAVolumeThatCoversTheSystem(String path) {
        assertThat(refusal(workload("image", List.of(), List.of(new Volume("data", path, false)), SSH)))
                .contains("no volume can be mounted at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "/etc", "a\nb", "A", "", "a b"})
    void refusesAVolumeThatIsNoName(String name) {
        assertThat(refusal(workload("image", List.of(), List.of(new Volume(name, "/data", false)), SSH)))
                .contains("is no name of a volume");
    }

    @Test
    void refusesAVolumeOverAnother() {
        assertThat(refusal(workload("image", List.of(), List.of(HOME, new Volume("other", "/home/dev", false)), SSH)))
                .contains("'other' is named or mounted twice");
    }

    @Test
    void refusesWhatNoProgramCanBeGiven() {
        assertThat(refusal(workload("image\u0007", List.of(), List.of(HOME), SSH)))
                .contains("image holds control");
        assertThat(refusal(workload("image", List.of("run", "a\0b"), List.of(HOME), SSH)))
                .contains("command holds a NUL");
        assertThat(refusal(Commands.environment("image", Probe.Kind.NONE, Map.of("A", "b\0LD_PRELOAD=x"))))
                .contains("value of A holds a NUL");
    }

    /** Kinds of ports are written into a label, parted by commas. */
    @Test
    void refusesAPortThatWouldBeReadAsSeveral() {
        assertThat(refusal(workload("image", List.of(), List.of(HOME), new PortRequest("ssh:1,jupyter", 22, "tcp"))))
                .contains("is no name of a kind of port");
    }

    private static String refusal(Workload workload) {
        WorkloadFailure failure = WorkloadFailure.of(catchThrowable(() -> PlainRequest.check(workload)));
        assertThat(failure.cause()).isEqualTo(FailureCause.INVALID_WORKLOAD);
        return failure.reason();
    }

    private static Workload workload(String image, List<String> argv, List<Volume> volumes, PortRequest port) {
        return new Workload(
                image,
                argv,
                Map.of(),
                1,
                512,
                0,
                GpuRequest.NONE,
                List.of(port),
                volumes,
                new Probe(Probe.Kind.NONE, 0, "", 30),
                null,
                false);
    }
}
