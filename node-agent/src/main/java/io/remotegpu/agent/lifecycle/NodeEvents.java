package io.remotegpu.agent.lifecycle;

import io.remotegpu.contracts.NodeEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the agent's facts go. */
@FunctionalInterface
public interface NodeEvents {
    /**
     * Returns once the fact cannot be lost any more, however long that takes.
     *
     * @param id the same for every repeat of one and the same fact
     * @param traceparent of the command it answers, null if it answers none
     */
    void publish(UUID id, NodeEvent event, @Nullable String traceparent);
}
