package io.remotegpu.scheduler;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.testing.TestKafka;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Brings commands to the fake agent that each is meant for. */
final class FakeAgents implements AutoCloseable {
    private final Map<String, FakeAgent> agents = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, Envelope<Message>> commands;
    private final Thread listening;

    FakeAgents() {
        commands = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        TestKafka.bootstrapServers(),
                        "group.id",
                        "agents-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest",
                        "metadata.max.age.ms",
                        "250"),
                new StringDeserializer(),
                new EnvelopeDeserializer());
        commands.subscribe(Pattern.compile("remotegpu\\.node\\.commands\\..*"));
        listening = Thread.ofPlatform().daemon().name("fake-agents").start(this::listen);
    }

    void add(FakeAgent agent) {
        agents.put(agent.host().value(), agent);
    }

    void clear() {
        agents.clear();
    }

    @Override
    public void close() throws InterruptedException {
        commands.wakeup();
        listening.join();
    }

    private void listen() {
        try (commands) {
            while (true) {
                commands.poll(Duration.ofSeconds(1)).forEach(this::bring);
            }
        } catch (WakeupException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void bring(ConsumerRecord<String, Envelope<Message>> heard) {
        if (heard.value() != null && heard.value().message() instanceof NodeCommand command) {
            FakeAgent agent = agents.get(command.hostId().value());
            if (agent != null) {
                agent.hear(command);
            }
        }
    }
}
