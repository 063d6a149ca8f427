package io.remotegpu.workspace.invitations;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an invitation stands. Only a pending one opens anything; what ended stays ended. */
enum InvitationStatus {
    PENDING,
    ACCEPTED,
    DECLINED,
    WITHDRAWN,
    /** Still pending when its time was over. */
    EXPIRED;

    /** As in JSON and SQL: {@code pending}. */
    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static InvitationStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
