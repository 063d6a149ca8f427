package io.remotegpu.messaging.hosts;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.wire.Envelope;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads envelopes; those on topics of hosts only if their host signed them. */
final class HostFactDeserializer implements Deserializer<Envelope<Message>> {
    private final EnvelopeDeserializer envelopes = new EnvelopeDeserializer();
    private final HostFacts facts;

    HostFactDeserializer(HostFacts facts) {
        this.facts = facts;
    }

    @Override
    public @Nullable Envelope<Message> deserialize(String topic, Headers headers, byte @Nullable [] value) {
        Envelope<Message> envelope = envelopes.deserialize(topic, headers, value);
        if (envelope == null || value == null || !facts.concerns(topic)) {
            return envelope;
        }
        Message accepted = facts.accepted(topic, headers, value, envelope.message());
        return accepted == envelope.message() ? envelope : refused(envelope, accepted);
    }

    /** Under an id of its own: with that of a true fact it would make an inbox pass over that one. */
    private static Envelope<Message> refused(Envelope<Message> envelope, Message instead) {
        return new Envelope<>(UUID.randomUUID(), envelope.source(), envelope.time(), null, instead);
    }

    /** Refused: the headers carry half of an envelope. */
    @Override
    public Envelope<Message> deserialize(String topic, byte[] value) {
        throw new SerializationException("An envelope needs record headers; read it through a Kafka consumer.");
    }
}
