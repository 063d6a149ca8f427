package io.remotegpu.contracts.kafka;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.CloudEventHeaders;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes an envelope as CloudEvents in Kafka's binary mode: the message is the value, all else goes into headers. */
public final class EnvelopeSerializer implements Serializer<Envelope<? extends Message>> {
    @Override
    public byte[] serialize(String topic, Headers headers, Envelope<? extends Message> envelope) {
        Message message = envelope.message();
        put(headers, CloudEventHeaders.SPEC_VERSION, "1.0");
        put(headers, CloudEventHeaders.ID, envelope.id().toString());
        put(headers, CloudEventHeaders.TYPE, MessageCodec.wireName(message));
        put(headers, CloudEventHeaders.SOURCE, envelope.source());
        put(headers, CloudEventHeaders.TIME, envelope.time().toString());
        put(headers, CloudEventHeaders.SUBJECT, message.key());
        put(headers, CloudEventHeaders.TRACEPARENT, envelope.traceparent());
        return MessageCodec.toJson(message).getBytes(StandardCharsets.UTF_8);
    }

    /** Refused: the headers carry half of an envelope. */
    @Override
    public byte[] serialize(String topic, Envelope<? extends Message> envelope) {
        throw new SerializationException("An envelope needs record headers; send it through a Kafka producer.");
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
