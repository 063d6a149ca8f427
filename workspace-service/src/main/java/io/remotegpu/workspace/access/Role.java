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

    /** The one table of rights. Whoever runs the platform stands where an owner stands. */
    public boolean may(Permission permission) {
        return switch (permission) {
            case VIEW -> true;
            case EDIT, CREATE, DELETE_OWN -> this == OWNER || this == ADMIN || this == MEMBER;
            case DELETE, MANAGE_MEMBERS -> this == OWNER || this == ADMIN;
            case ARCHIVE -> this == OWNER;
        };
    }
}
