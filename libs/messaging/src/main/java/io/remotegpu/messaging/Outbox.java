package io.remotegpu.messaging;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.error.PlatformException;

/** Says things that become true with the caller's transaction. */
@FunctionalInterface
public interface Outbox {
    /** Well below the 1 MiB at which brokers refuse a record, headers and all. */
    int LARGEST_PAYLOAD = 700 * 1024;

    /**
     * Publishes the messages if and when the transaction of this thread commits; if it rolls back, nothing was said. Messages of one key
     * arrive in the order of publishing, at least once, also after a crash.
     *
     * @throws PlatformException VALIDATION_FAILED for a message that no topic would take: above {@value #LARGEST_PAYLOAD} bytes of JSON
     * @throws IllegalStateException without a transaction
     */
    void publish(Message... messages);
}
