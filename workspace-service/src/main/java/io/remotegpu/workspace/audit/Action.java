package io.remotegpu.workspace.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be done to a workspace and its members. */
public enum Action {
    WORKSPACE_CREATED,
    WORKSPACE_CHANGED,
    WORKSPACE_ARCHIVED,
    WORKSPACE_REOPENED,
    OWNERSHIP_TRANSFERRED,
    MEMBER_ADDED,
    MEMBER_ROLE_CHANGED,
    MEMBER_REMOVED,
    MEMBER_LEFT,
    INVITATION_SENT,
    INVITATION_SENT_AGAIN,
    INVITATION_WITHDRAWN,
    INVITATION_ACCEPTED,
    INVITATION_DECLINED;

    /** As in JSON and SQL: {@code member_added}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Action of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
