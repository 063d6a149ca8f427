package io.remotegpu.gateway.gis.traffic;

import io.remotegpu.contracts.GisTraffic;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.gateway.kafka.KafkaAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells now and then what went to each instance, and nothing while nobody asks for any. Measurements, not money: a report may be lost. */
@Component
class TrafficReports implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TrafficReports.class);
    private static final String SOURCE = "gateway";
    private static final int BUFFER_BYTES = 1024 * 1024;

    private final String gateway = UUID.randomUUID().toString();
    private final TrafficMeters meters;
    private final TrafficProperties properties;
    private final Map<String, Object> kafka;
    private final Clock clock;
    private @Nullable KafkaProducer<String, Envelope<? extends Message>> producer;
    private volatile @Nullable Thread teller;

    TrafficReports(TrafficMeters meters, TrafficProperties properties, KafkaAddress kafka, Clock clock) {
        this.meters = meters;
        this.properties = properties;
        this.clock = clock;
        this.kafka = new HashMap<>(kafka.settings());
        this.kafka.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    }

    @Override
    public void start() {
        Thread telling = Thread.ofVirtual().name("gis-traffic").unstarted(this::tellUntilStopped);
        teller = telling;
        telling.start();
    }

    /** What was counted since the last report is told before it ends. */
    @Override
    public void stop() {
        Thread telling = teller;
        teller = null;
        if (telling != null) {
            telling.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return teller != null;
    }

    private void tellUntilStopped() {
        Instant from = clock.instant();
        while (teller == Thread.currentThread()) {
            pause();
            Instant to = clock.instant();
            tell(from, to);
            from = to;
        }
        close();
    }

    /** It may be started again, and then opens another. */
    private synchronized void close() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }

    private void tell(Instant from, Instant to) {
        List<GisTraffic> reports = meters.all().values().stream()
                .map(meter -> meter.drain(gateway, from, to))
                .flatMap(Optional::stream)
                .toList();
        if (reports.isEmpty()) {
            return;
        }
        try {
            KafkaProducer<String, Envelope<? extends Message>> opened = open();
            reports.forEach(report -> opened.send(
                    EnvelopeRecord.of(new Envelope<>(UUID.randomUUID(), SOURCE, to, null, report)),
                    TrafficReports::told));
        } catch (KafkaException | IllegalStateException away) {
            log.warn("{} reports of traffic are lost: {}", reports.size(), away.toString());
        }
    }

    private static void told(@Nullable RecordMetadata where, @Nullable Exception failure) {
        if (failure != null) {
            log.warn("a report of traffic is lost: {}", failure.toString());
        }
    }

    private synchronized KafkaProducer<String, Envelope<? extends Message>> open() {
        KafkaProducer<String, Envelope<? extends Message>> opened = producer;
        if (opened == null) {
            opened = new KafkaProducer<>(kafka, new StringSerializer(), new EnvelopeSerializer());
            producer = opened;
        }
        return opened;
    }

    private void pause() {
        try {
            Thread.sleep(properties.interval());
        } catch (InterruptedException stopped) {
            // the loop sees that it was stopped
        }
    }
}
