package io.remotegpu.messaging.relay;

import io.remotegpu.contracts.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** An outbox row on its way to Kafka, as the event router leaves it. */
record OutboxRecord(SourceRecord row) {
    private static final List<String> HEADERS = List.of(
            CloudEventHeaders.ID,
            CloudEventHeaders.TYPE,
            CloudEventHeaders.SOURCE,
            CloudEventHeaders.TIME,
            CloudEventHeaders.SUBJECT,
            CloudEventHeaders.TRACEPARENT);

    /** False for heartbeats, which only move the position. */
    boolean isMessage() {
        return header(CloudEventHeaders.ID) != null;
    }

    Instant createdAt() {
        String time = header(CloudEventHeaders.TIME);
        return time == null ? Instant.EPOCH : Instant.parse(time);
    }

    ProducerRecord<String, @Nullable String> toKafka() {
        ProducerRecord<String, @Nullable String> message =
                new ProducerRecord<>(row.topic(), (String) row.key(), (String) row.value());
        put(message, CloudEventHeaders.SPEC_VERSION, "1.0");
        HEADERS.forEach(name -> put(message, name, header(name)));
        return message;
    }

    private @Nullable String header(String name) {
        Header header = row.headers().lastWithName(name);
        return header == null || header.value() == null ? null : header.value().toString();
    }

    private static void put(ProducerRecord<String, @Nullable String> message, String name, @Nullable String value) {
        if (value != null) {
            message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
