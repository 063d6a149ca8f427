package io.remotegpu.identity.notifications;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A way for a notification to reach a person. */
public enum Channel {
    /** The list and the stream. */
    IN_APP,
    MAIL,
    /** A POST to the person's own address. */
    WEBHOOK;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Channel of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
