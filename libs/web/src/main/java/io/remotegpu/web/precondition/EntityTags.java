package io.remotegpu.web.precondition;

import io.remotegpu.web.Tagged;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The strong tag of a view: a digest of its JSON, so every replica gives the same and no column has to be counted up. */
final class EntityTags {
    private static final int BYTES = 18;

    private final JsonMapper json;

    EntityTags(JsonMapper json) {
        this.json = json.rebuild()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    /** With its quotes, as it travels. */
    String of(Tagged view) {
        byte[] digest = sha256().digest(json.writeValueAsBytes(view));
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)) + '"';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no SHA-256", missing);
        }
    }
}
