package io.remotegpu.contracts.signing;

import io.remotegpu.contracts.wire.CloudEventHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The signature of a fact: over its topic, what identifies it, and its value. Who may write to a topic may write any key there, so only this says whose it is. */
public final class FactSignature {
    public static final String HEADER = "host_signature";

    private static final String PURPOSE = "remotegpu host fact v1";

    private FactSignature() {}

    /** Whether a fact carries any signature. */
    public static boolean isOn(Headers headers) {
        return bytes(headers, HEADER) != null;
    }

    /** Whether it carries the signature of this key over exactly this content. */
    public static boolean fits(VerifyingKey key, String topic, Headers headers, byte[] value) {
        byte[] signature = bytes(headers, HEADER);
        return signature != null && key.hasSigned(content(topic, headers, value), signature);
    }

    static void put(SigningKey key, String topic, Headers headers, byte[] value) {
        headers.remove(HEADER);
        headers.add(HEADER, key.sign(content(topic, headers, value)));
    }

    private static byte[] content(String topic, Headers headers, byte[] value) {
        return new SignedContent(PURPOSE)
                .add(topic)
                .add(bytes(headers, CloudEventHeaders.ID))
                .add(bytes(headers, CloudEventHeaders.TYPE))
                .add(bytes(headers, CloudEventHeaders.TIME))
                .add(bytes(headers, CloudEventHeaders.SUBJECT))
                .add(value)
                .toBytes();
    }

    private static byte @Nullable [] bytes(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }
}
