package io.remotegpu.workspace.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What someone is in a workspace. */
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    VIEWER;

    /** As in JSON, SQL and events: {@code owner}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Role of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** As {@link Permission} says. */
    public boolean may(Permission permission) {
        return permission.isGrantedTo(this);
    }
}
