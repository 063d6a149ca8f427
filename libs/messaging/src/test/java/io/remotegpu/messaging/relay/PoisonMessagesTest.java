package io.remotegpu.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.remotegpu.messaging.DeadLetter;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoisonMessagesTest {
    private final MockProducer<String, @Nullable String> producer =
            new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PoisonMessages poison = new PoisonMessages(producer, meters);

    @Test
    void leavesTheHeadersAndTheReasonButNotThePayload() throws InterruptedException {
        ProducerRecord<String, @Nullable String> message = new ProducerRecord<>("orders", "7", "far too much");
        message.headers().add("ce_id", "a".getBytes());

        poison.putAside(message, new RecordTooLargeException("2 MB"));

        ProducerRecord<String, @Nullable String> letter = producer.history().getFirst();
        assertThat(letter.topic()).isEqualTo("orders.dlt");
        assertThat(letter.key()).isEqualTo("7");
        assertThat(letter.value()).isNull();
        assertThat(letter.headers().lastHeader("ce_id").value()).asString().isEqualTo("a");
        assertThat(letter.headers().lastHeader(DeadLetter.REASON).value())
                .asString()
                .contains("RecordTooLargeException: 2 MB");
        assertThat(meters.counter(DeadLetter.COUNTER, "topic", "orders", "consumer", PoisonMessages.CONSUMER)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void putsNothingAsideThatIsNotToBlame() {
        for (Exception passing : new Exception[] {
            new NotEnoughReplicasException("one is away"),
            new SaslAuthenticationException("wrong password"),
            new TopicAuthorizationException("not allowed"),
            new OutOfOrderSequenceException("lost count")
        }) {
            assertThatThrownBy(() -> poison.putAside(new ProducerRecord<>("orders", "fine"), passing))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCause(passing);
        }
        assertThat(producer.history()).isEmpty();
    }
}
