package io.remotegpu.gateway.gis.routes;

import io.remotegpu.contracts.GisApiKey;
import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.kafka.GrouplessReader;
import io.remotegpu.contracts.kafka.SteadyReading;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.gateway.gis.access.ApiKeys;
import io.remotegpu.gateway.kafka.KafkaAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells {@link Instances} and {@link ApiKeys} what gis-service-manager says. Every gateway reads all of it when it starts and then follows; while
 * Kafka is away what is known holds.
 */
@Component
class RouteFeed implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RouteFeed.class);
    private static final List<String> TOPICS = List.of(Topics.GIS_ROUTES, Topics.GIS_API_KEYS);

    private final Instances instances;
    private final ApiKeys keys;
    private final SteadyReading reading;
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private final Map<TopicPartition, Long> unread = new HashMap<>();
    private boolean complete;

    RouteFeed(KafkaAddress kafka, Instances instances, ApiKeys keys) {
        this.instances = instances;
        this.keys = keys;
        this.reading = new SteadyReading(
                "gis-routes",
                () -> new GrouplessReader(kafka.settings(), TOPICS, this::goOn, new EnvelopeDeserializer()),
                this::read,
                away -> log.warn("routes of GIS services are not heard of now, trying again: {}", away.toString()));
    }

    @Override
    public void start() {
        reading.start();
    }

    @Override
    public void stop() {
        reading.stop();
    }

    @Override
    public boolean isRunning() {
        return reading.isRunning();
    }

    /** Older states that are read again would look like new ones. */
    private void goOn(Consumer<?, ?> consumer, Set<TopicPartition> found) {
        consumer.seekToBeginning(found);
        read.forEach((partition, next) -> {
            if (found.contains(partition)) {
                consumer.seek(partition, next);
            }
        });
        unread.putAll(consumer.endOffsets(found));
    }

    private void read(GrouplessReader states) {
        states.poll().forEach(this::hear);
        if (!complete && everyTopicIsThere(states.find())) {
            unread.entrySet().removeIf(end -> states.position(end.getKey()) >= end.getValue());
            complete = unread.isEmpty();
        }
        if (complete) {
            instances.complete();
        }
    }

    private static boolean everyTopicIsThere(Set<TopicPartition> partitions) {
        return TOPICS.stream().allMatch(topic -> partitions.stream()
                .anyMatch(found -> found.topic().equals(topic)));
    }

    private void hear(ConsumerRecord<String, @Nullable Envelope<Message>> heard) {
        Envelope<Message> envelope = heard.value();
        if (envelope != null && envelope.message() instanceof GisRoute route) {
            instances.apply(route);
        } else if (envelope != null && envelope.message() instanceof GisApiKey key) {
            keys.apply(key);
        }
        read.put(new TopicPartition(heard.topic(), heard.partition()), heard.offset() + 1);
    }
}
