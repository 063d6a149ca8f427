package io.remotegpu.workspace.audit;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.web.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param actorId who did it; null for the platform itself
 * @param customer whom it was done to, if anybody
 * @param before what changed, as it was; values are texts, numbers or booleans
 * @param after the same, as it is now
 */
public record Entry(
        Action action,
        @Nullable CustomerId actorId,
        String actor,
        @Nullable CustomerId customer,
        Map<String, Object> before,
        Map<String, Object> after) {

    public static Entry of(Action action, Caller actor) {
        return new Entry(action, actor.id(), actor.username(), null, Map.of(), Map.of());
    }

    /** Done by nobody in particular, such as what follows from a deleted account. */
    public static Entry byPlatform(Action action) {
        return new Entry(action, null, "platform", null, Map.of(), Map.of());
    }

    public Entry to(CustomerId whom) {
        return new Entry(action, actorId, actor, whom, before, after);
    }

    public Entry from(Map<String, Object> old) {
        return new Entry(action, actorId, actor, customer, old, after);
    }

    public Entry now(Map<String, Object> current) {
        return new Entry(action, actorId, actor, customer, before, current);
    }
}
