package io.remotegpu.contracts.signing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Several parts as bytes in one way only: each has its length before it, so none can be taken for a piece of another. */
final class SignedContent {
    private static final int ABSENT = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** @param purpose what the signature is for; one made for something else does not fit */
    SignedContent(String purpose) {
        add(purpose);
    }

    SignedContent add(@Nullable String part) {
        return add(part == null ? null : part.getBytes(StandardCharsets.UTF_8));
    }

    SignedContent add(byte @Nullable [] part) {
        try {
            if (part == null) {
                out.writeInt(ABSENT);
            } else {
                out.writeInt(part.length);
                out.write(part);
            }
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
