package io.remotegpu.messaging.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.remotegpu.messaging.DeadLetter;
import io.remotegpu.messaging.hosts.ServiceStopping;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.support.serializer.DeserializationException;

/** A true fact that nobody had time to judge is no dead letter. */
class DeadLettersTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeadLetters letters = new DeadLetters(Map.of("bootstrap.servers", "127.0.0.1:1"), meters);

    @Test
    void aFactThatCouldNotBeJudgedBeforeTheEndIsLeftForLater() {
        ConsumerRecord<String, String> fact = new ConsumerRecord<>("remotegpu.node.events", 0, 7, "host-1", "{}");
        Exception unread = new DeserializationException("cannot be read", new byte[0], false, new ServiceStopping());

        assertThatThrownBy(() -> letters.accept(fact, new ListenerExecutionFailedException("unread", unread)))
                .isInstanceOf(ServiceStopping.class);
        assertThat(meters.find(DeadLetter.COUNTER).counter()).isNull();
        letters.destroy();
    }
}
