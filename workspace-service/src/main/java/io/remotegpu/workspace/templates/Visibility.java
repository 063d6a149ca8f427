package io.remotegpu.workspace.templates;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who sees a template. */
enum Visibility {
    /** Everybody; administrators keep it. */
    PUBLIC,
    /** The members of its workspace; whoever may edit there keeps it. */
    WORKSPACE,
    /** Its owner. */
    PRIVATE;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Visibility of(String wireName) {
        return switch (wireName) {
            case "public" -> PUBLIC;
            case "workspace" -> WORKSPACE;
            case "private" -> PRIVATE;
            default -> throw new IllegalArgumentException("must be public, workspace or private");
        };
    }
}
