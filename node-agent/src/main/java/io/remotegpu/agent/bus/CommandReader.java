package io.remotegpu.agent.bus;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.HostCommand;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.CloudEventHeaders;
import io.remotegpu.contracts.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages to commands. What is none goes to the dead letters with the reason, and the agent goes on. */
final class CommandReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CommandReader.class);
    private static final String REASON = "dead_reason";

    private static final String CONSUMER = "dead_consumer";

    private final KafkaSettings settings;
    private final KafkaProducer<String, String> deadLetters;

    CommandReader(KafkaSettings settings) {
        this.settings = settings;
        this.deadLetters = new KafkaProducer<>(settings.producer(), new StringSerializer(), new StringSerializer());
    }

    Optional<Command> read(ConsumerRecord<String, String> message) {
        try {
            String type = header(message, CloudEventHeaders.TYPE);
            if (type == null || message.value() == null) {
                throw new IllegalArgumentException("it has no " + CloudEventHeaders.TYPE + " header or no value");
            }
            if (MessageCodec.fromJson(message.topic(), message.key(), type, message.value())
                    instanceof Command command) {
                return Optional.of(checked(command));
            }
            throw new IllegalArgumentException(type + " is no command that this agent knows");
        } catch (IllegalArgumentException | NullPointerException unreadable) {
            bury(message, String.valueOf(unreadable.getMessage()));
            return Optional.empty();
        }
    }

    static @Nullable String traceparent(ConsumerRecord<String, String> message) {
        return header(message, CloudEventHeaders.TRACEPARENT);
    }

    private Command checked(Command command) {
        HostId meant =
                switch (command) {
                    case NodeCommand about -> about.hostId();
                    case HostCommand about -> about.hostId();
                };
        if (!settings.host().equals(meant)) {
            throw new IllegalArgumentException("it is for host " + meant);
        }
        return command;
    }

    private void bury(ConsumerRecord<String, String> message, String reason) {
        log.error("offset {} of {} is not a command: {}", message.offset(), message.topic(), reason);
        ProducerRecord<String, String> letter = new ProducerRecord<>(
                Topics.deadLetters(message.topic()), null, message.key(), message.value(), message.headers());
        letter.headers()
                .add(REASON, reason.getBytes(StandardCharsets.UTF_8))
                .add(CONSUMER, ("node-agent/" + settings.host()).getBytes(StandardCharsets.UTF_8));
        deadLetters.send(letter);
    }

    private static @Nullable String header(ConsumerRecord<String, String> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        deadLetters.close(java.time.Duration.ofSeconds(1));
    }
}
