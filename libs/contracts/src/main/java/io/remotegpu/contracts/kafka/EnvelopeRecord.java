package io.remotegpu.contracts.kafka;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The Kafka record of an envelope; topic and key are the message's own. */
public final class EnvelopeRecord {
    private EnvelopeRecord() {}

    /** For a producer with {@link EnvelopeSerializer} as value serializer and strings as keys. */
    public static ProducerRecord<String, Envelope<? extends Message>> of(Envelope<? extends Message> envelope) {
        return new ProducerRecord<>(
                envelope.message().topic(), envelope.message().key(), envelope);
    }
}
