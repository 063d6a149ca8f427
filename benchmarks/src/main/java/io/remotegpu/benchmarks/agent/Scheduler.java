package io.remotegpu.benchmarks.agent;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The scheduler's side of the conversation with one agent: commands go out, facts are kept as they come. */
final class Scheduler implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaProducer<String, Envelope<? extends Message>> producer;
    private final List<NodeEvent> facts = new CopyOnWriteArrayList<>();
    private final Thread listening;
    private volatile boolean closed;

    Scheduler(String kafka) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(Topics.NODE, 1, (short) 1)))
                    .all()
                    .get();
        }
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", 0), new StringSerializer(), new EnvelopeSerializer());
        this.listening = Thread.ofPlatform().daemon().name("facts").start(() -> listen(kafka));
    }

    void send(Message command) {
        producer.send(EnvelopeRecord.of(
                new Envelope<>(UUID.randomUUID(), "scheduler-service", Instant.now(), null, command)));
        producer.flush();
    }

    /** Waits for the first fact of this kind that fits. */
    <E extends NodeEvent> E await(Class<E> kind, Predicate<E> fitting) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            for (NodeEvent fact : facts) {
                if (kind.isInstance(fact) && fitting.test(kind.cast(fact))) {
                    return kind.cast(fact);
                }
            }
            Thread.sleep(2);
        }
        throw new IllegalStateException("the agent tells no " + kind.getSimpleName());
    }

    void forget() {
        facts.clear();
    }

    private void listen(String kafka) {
        try (KafkaConsumer<String, Envelope<Message>> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new StringDeserializer(), new EnvelopeDeserializer())) {
            TopicPartition told = new TopicPartition(Topics.NODE, 0);
            consumer.assign(List.of(told));
            consumer.seekToBeginning(List.of(told));
            while (!closed) {
                consumer.poll(Duration.ofMillis(500))
                        .forEach(heard -> keep(heard.value().message()));
            }
        }
    }

    private void keep(Message message) {
        if (message instanceof NodeEvent fact) {
            facts.add(fact);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        listening.join();
        producer.close();
    }
}
