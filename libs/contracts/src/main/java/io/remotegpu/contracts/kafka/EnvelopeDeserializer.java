package io.remotegpu.contracts.kafka;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.CloudEventHeaders;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EnvelopeSerializer} or an outbox relay wrote. A record that is no envelope fails with what is wrong with it. */
public final class EnvelopeDeserializer implements Deserializer<Envelope<Message>> {
    @Override
    public @Nullable Envelope<Message> deserialize(String topic, Headers headers, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return read(topic, headers, new String(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DateTimeParseException unreadable) {
            throw new SerializationException(unreadable.getMessage(), unreadable);
        }
    }

    /** Refused: the headers carry half of an envelope. */
    @Override
    public Envelope<Message> deserialize(String topic, byte[] value) {
        throw new SerializationException("An envelope needs record headers; read it through a Kafka consumer.");
    }

    private static Envelope<Message> read(String topic, Headers headers, String json) {
        String type = required(headers, CloudEventHeaders.TYPE);
        String subject = text(headers, CloudEventHeaders.SUBJECT);
        return new Envelope<>(
                UUID.fromString(required(headers, CloudEventHeaders.ID)),
                required(headers, CloudEventHeaders.SOURCE),
                Instant.parse(required(headers, CloudEventHeaders.TIME)),
                text(headers, CloudEventHeaders.TRACEPARENT),
                MessageCodec.fromJson(topic, subject == null ? "" : subject, type, json));
    }

    private static String required(Headers headers, String name) {
        String value = text(headers, name);
        if (value == null) {
            throw new SerializationException("not a CloudEvent: header " + name + " is missing");
        }
        return value;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
