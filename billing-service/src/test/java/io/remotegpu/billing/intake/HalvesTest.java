package io.remotegpu.billing.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.wire.Envelope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.kafka.listener.BatchListenerFailedException;

class HalvesTest {
    private static final int FACTS = 100;
    private static final int BAD = 37;

    private final List<Envelope<Message>> facts =
            IntStream.range(0, FACTS).mapToObj(HalvesTest::fact).toList();
    private final List<Envelope<Message>> taken = new ArrayList<>();
    private int tries;

    @Test
    void takesAllBeforeTheBadOneOnceAndNamesItsPlace() {
        assertThatThrownBy(() -> Halves.take(facts, this::takeUnlessBad))
                .isInstanceOfSatisfying(BatchListenerFailedException.class, failure -> assertThat(failure.getIndex())
                        .isEqualTo(BAD));

        assertThat(taken).containsExactlyElementsOf(facts.subList(0, BAD));
        assertThat(tries).isLessThan(20);
    }

    @Test
    void takesByPartsWhatIsTooMuchForOneTransaction() {
        Halves.take(facts, part -> {
            if (part.size() > 30) {
                throw new DataAccessResourceFailureException("", new SQLException("out of shared memory", "53200"));
            }
            taken.addAll(part);
        });

        assertThat(taken).containsExactlyElementsOf(facts);
    }

    @Test
    void triesNoPartWhileTheDatabaseIsAway() {
        assertThatThrownBy(() -> Halves.take(facts, part -> {
                    tries++;
                    throw new DataAccessResourceFailureException("", new SQLException("connection lost", "08006"));
                }))
                .isInstanceOfSatisfying(BatchListenerFailedException.class, failure -> assertThat(failure.getIndex())
                        .isZero());

        assertThat(tries).isOne();
    }

    private void takeUnlessBad(List<Envelope<Message>> part) {
        tries++;
        if (part.contains(facts.get(BAD))) {
            throw new IllegalStateException("bad");
        }
        taken.addAll(part);
    }

    private static Envelope<Message> fact(int number) {
        Message beat = new HostHeartbeat(new HostId("gpu-1"), Instant.EPOCH, number, List.of());
        return new Envelope<>(new UUID(0, number), "test", Instant.EPOCH, null, beat);
    }
}
