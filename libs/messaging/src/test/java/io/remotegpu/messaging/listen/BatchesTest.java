package io.remotegpu.messaging.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;

class BatchesTest {
    private final List<List<Long>> taken = new ArrayList<>();

    @Test
    void takesAllTogether() {
        Batches.take(List.of(record(1), record(2), record(3)), this::take);

        assertThat(taken).containsExactly(List.of(1L, 2L, 3L));
    }

    @Test
    void takesThemOneByOneUpToTheBadOneAndNamesIt() {
        var failure = catchThrowableOfType(
                BatchListenerFailedException.class,
                () -> Batches.take(List.of(record(1), record(2), record(666), record(4)), this::take));

        assertThat(failure.getIndex()).isEqualTo(2);
        assertThat(failure).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(taken).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void takesWhatCannotBeTakenTogetherButAlone() {
        Batches.take(List.of(record(1), record(1)), envelopes -> {
            if (envelopes.size() > 1) {
                throw new IllegalStateException("they are in each other's way");
            }
            take(envelopes);
        });

        assertThat(taken).containsExactly(List.of(1L), List.of(1L));
    }

    @Test
    void leavesItToTheContainerWhenOneThatCameAloneIsTriedAgain() {
        List<Integer> tries = new ArrayList<>();

        var failure = catchThrowableOfType(
                BatchListenerFailedException.class,
                () -> Batches.take(List.of(record(1)), envelopes -> {
                    tries.add(envelopes.size());
                    throw new IllegalStateException("not now");
                }));

        assertThat(failure.getIndex()).isZero();
        assertThat(tries).containsExactly(1);
    }

    @Test
    void takesWhatComesBeforeTheUnreadableOneAndTellsWhatIsWrongWithThat() {
        assertThatThrownBy(() -> Batches.take(List.of(record(1), unreadable(), record(3)), this::take))
                .isInstanceOfSatisfying(BatchListenerFailedException.class, failure -> assertThat(failure.getIndex())
                        .isEqualTo(1))
                .rootCause()
                .hasMessageContaining("no envelope at all");
        assertThat(taken).containsExactly(List.of(1L));
    }

    private void take(List<Envelope<Message>> envelopes) {
        List<Long> keys = envelopes.stream()
                .map(envelope -> ((SshKeyRemoved) envelope.message()).keyId())
                .toList();
        if (keys.contains(666L)) {
            throw new IllegalStateException("not this one");
        }
        taken.add(keys);
    }

    private static ConsumerRecord<String, Envelope<Message>> record(long key) {
        Message message = new SshKeyRemoved(new CustomerId(1), key);
        return new ConsumerRecord<>(
                "topic", 0, key, "1", new Envelope<>(UUID.randomUUID(), "test", Instant.now(), null, message));
    }

    /** As the container hands it on: without a value, and with what is wrong in a header. */
    private static ConsumerRecord<String, Envelope<Message>> unreadable() {
        ConsumerRecord<String, Envelope<Message>> unreadable = new ConsumerRecord<>("topic", 0, 2, "1", null);
        Deserializer<Envelope<Message>> refusing = (topic, bytes) -> {
            throw new IllegalArgumentException("no envelope at all");
        };
        try (var reading = new ErrorHandlingDeserializer<>(refusing)) {
            reading.deserialize("topic", unreadable.headers(), "{".getBytes(StandardCharsets.UTF_8));
        }
        return unreadable;
    }
}
