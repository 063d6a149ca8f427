package io.remotegpu.identity.audit;

/** Writes down what people and the platform did. Where the request came from is added from the request on this thread, if there is one. */
public interface AuditLog {
    /**
     * Becomes true with the caller's transaction: if that rolls back, nothing is written down.
     *
     * @throws IllegalStateException without a transaction
     */
    void append(AuditEntry entry);

    /**
     * Written down whatever becomes of the caller: for refusals, whose own transaction rolls back. Takes a connection of its own, so call it
     * where the caller holds none.
     */
    void appendAlone(AuditEntry entry);
}
