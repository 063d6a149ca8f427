package io.remotegpu.messaging;

import io.remotegpu.contracts.Message;

/** Says things that become true with the caller's transaction. */
@FunctionalInterface
public interface Outbox {
    /**
     * Publishes the messages if and when the transaction of this thread commits; if it rolls back, nothing was said. Messages of one key
     * arrive in the order of publishing, at least once, also after a crash.
     *
     * @throws IllegalStateException without a transaction
     */
    void publish(Message... messages);
}
