package io.remotegpu.contracts.signing;

import io.remotegpu.contracts.HostId;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What a host signs to show that it holds the private half of its key. Each proof names its instant, so an old one is worth nothing. */
public final class HostProof {
    private final byte[] content;

    private HostProof(byte[] content) {
        this.content = content;
    }

    /** Of a host that is to be enrolled: the token, and all that is told of it, belong to this key. */
    public static HostProof ofEnrollment(
            String token, HostId host, String publicKey, Map<String, String> facts, Instant signedAt) {
        SignedContent content = new SignedContent("remotegpu host enrollment v1")
                .add(token)
                .add(host.value())
                .add(publicKey)
                .add(signedAt.toString());
        new TreeMap<>(facts).forEach((name, value) -> content.add(name).add(value));
        return new HostProof(content.toBytes());
    }

    /** Of an enrolled host that wants new credentials. */
    public static HostProof ofRenewal(HostId host, Instant signedAt) {
        return new HostProof(new SignedContent("remotegpu host renewal v1")
                .add(host.value())
                .add(signedAt.toString())
                .toBytes());
    }

    /** The signature in Base64. */
    public String sign(SigningKey key) {
        return Base64.getEncoder().encodeToString(key.sign(content));
    }

    /** @param signature as {@link #sign} gave it; what is no Base64 fits nothing */
    public boolean isSignedBy(VerifyingKey key, String signature) {
        try {
            return key.hasSigned(content, Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
