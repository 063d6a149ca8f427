package io.remotegpu.gateway.gis.routes;

import io.remotegpu.contracts.GisApiKey;
import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.gateway.gis.access.ApiKeys;
import io.remotegpu.gateway.kafka.KafkaAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells {@link Instances} and {@link ApiKeys} what gis-service-manager says. Every gateway reads all of it for itself when it starts and then
 * follows. Kafka may be away when it starts, and go away later: what is known holds until it is back.
 */
@Component
class RouteFeed implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RouteFeed.class);
    private static final List<String> TOPICS = List.of(Topics.GIS_ROUTES, Topics.GIS_API_KEYS);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final KafkaAddress kafka;
    private final Instances instances;
    private final ApiKeys keys;
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private volatile boolean running;
    private volatile @Nullable CompactedLog open;

    RouteFeed(KafkaAddress kafka, Instances instances, ApiKeys keys) {
        this.kafka = kafka;
        this.instances = instances;
        this.keys = keys;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("gis-routes").start(this::readUntilStopped);
    }

    /** It notices within seconds; nothing waits for it. */
    @Override
    public void stop() {
        running = false;
        CompactedLog reading = open;
        if (reading != null) {
            reading.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void readUntilStopped() {
        while (running) {
            try (CompactedLog opened = new CompactedLog(kafka.settings(), TOPICS, read)) {
                open = opened;
                read(opened);
            } catch (WakeupException stopped) {
                // running tells whether to go on
            } catch (RuntimeException away) {
                log.warn("routes of GIS services are not heard of now, trying again: {}", away.toString());
                pause();
            }
        }
    }

    private void read(CompactedLog opened) {
        while (running) {
            opened.poll().forEach(this::hear);
            if (opened.isComplete()) {
                instances.complete();
            }
        }
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

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
