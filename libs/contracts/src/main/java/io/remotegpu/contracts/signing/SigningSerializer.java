package io.remotegpu.contracts.signing;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes what another serializer writes, and the host's signature beside it. */
public final class SigningSerializer<T> implements Serializer<T> {
    private final Serializer<T> plain;
    private final SigningKey key;

    public SigningSerializer(Serializer<T> plain, SigningKey key) {
        this.plain = plain;
        this.key = key;
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, T message) {
        byte[] value = plain.serialize(topic, headers, message);
        if (value != null) {
            FactSignature.put(key, topic, headers, value);
        }
        return value;
    }

    /** Refused: the signature goes into the headers. */
    @Override
    public byte[] serialize(String topic, T message) {
        throw new SerializationException("A signature needs record headers; send it through a Kafka producer.");
    }

    @Override
    public void close() {
        plain.close();
    }
}
