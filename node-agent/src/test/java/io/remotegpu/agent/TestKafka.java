package io.remotegpu.agent;

import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.CloudEventHeaders;
import io.remotegpu.contracts.wire.MessageCodec;
import io.remotegpu.contracts.wire.MessageTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker with the scheduler's side of the conversation: sends commands, keeps every fact in order. */
final class TestKafka implements AutoCloseable {
    private final String servers;
    private final Runnable shutdown;
    private final List<NodeEvent> events = new CopyOnWriteArrayList<>();
    private final KafkaProducer<String, String> producer;
    private volatile boolean closed;

    TestKafka() {
        this(embedded());
    }

    private TestKafka(EmbeddedKafkaKraftBroker broker) {
        this(broker.getBrokersAsString(), broker::destroy);
    }

    /** On a broker that has the topic of facts, with one partition. */
    TestKafka(String servers, Runnable shutdown) {
        this.servers = servers;
        this.shutdown = shutdown;
        producer = new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer());
        Thread.ofPlatform().daemon().name("collect-events").start(this::collect);
    }

    private static EmbeddedKafkaKraftBroker embedded() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, Topics.NODE);
        broker.afterPropertiesSet();
        return broker;
    }

    String servers() {
        return servers;
    }

    void send(Command command) {
        sendRaw(command.topic(), MessageTypes.nameOf(command.getClass()), MessageCodec.toJson(command));
    }

    void sendRaw(String topic, String type, String json) {
        ProducerRecord<String, String> message = new ProducerRecord<>(topic, "key", json);
        message.headers()
                .add(CloudEventHeaders.TYPE, type.getBytes(StandardCharsets.UTF_8))
                .add(CloudEventHeaders.ID, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        producer.send(message);
        producer.flush();
    }

    /** Every fact of this kind so far, oldest first. */
    <E extends NodeEvent> List<E> seen(Class<E> type, Predicate<E> fitting) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(fitting)
                .toList();
    }

    <E extends NodeEvent> E awaitFirst(Class<E> type, Predicate<E> fitting) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !seen(type, fitting).isEmpty());
        return seen(type, fitting).getFirst();
    }

    /** What came before is forgotten. */
    void forget() {
        events.clear();
    }

    private void collect() {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings(), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = List.of(new TopicPartition(Topics.NODE, 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!closed) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> events.add(event(message)));
            }
        }
    }

    private static NodeEvent event(ConsumerRecord<String, String> message) {
        String type =
                new String(message.headers().lastHeader(CloudEventHeaders.TYPE).value(), StandardCharsets.UTF_8);
        return (NodeEvent) MessageCodec.fromJson(message.topic(), message.key(), type, message.value());
    }

    private Map<String, Object> settings() {
        return Map.of("bootstrap.servers", servers(), "linger.ms", 0);
    }

    @Override
    public void close() {
        closed = true;
        producer.close();
        shutdown.run();
    }
}
