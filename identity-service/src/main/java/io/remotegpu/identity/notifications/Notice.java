package io.remotegpu.identity.notifications;

import java.util.HashMap;
import java.util.Map;

/**
 * What somebody is to be told, in no language yet.
 *
 * @param args the kind's arguments, and whatever else a program may want to know, such as {@code environment_id}; {@link #VARIANT} picks a
 *     special text
 */
public record Notice(NotificationKind kind, Map<String, String> args) {
    /** The argument that tells apart several texts of one kind. */
    public static final String VARIANT = "variant";

    public Notice {
        args = Map.copyOf(args);
    }

    public Notice with(String name, String value) {
        Map<String, String> more = new HashMap<>(args);
        more.put(name, value);
        return new Notice(kind, more);
    }
}
