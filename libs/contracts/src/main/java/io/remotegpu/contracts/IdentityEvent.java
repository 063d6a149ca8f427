package io.remotegpu.contracts;

import java.util.UUID;

/** What identity-service tells the others about people. Keyed by customer. */
public sealed interface IdentityEvent extends Event {
    CustomerId customerId();

    @Override
    default String topic() {
        return Topics.IDENTITY;
    }

    @Override
    default String key() {
        return customerId().toString();
    }

    /** An account exists and may log in. {@code userType}: admin, internal or external. {@code accountType}: individual or enterprise. */
    @WireType("identity.customer-registered.v1")
    record CustomerRegistered(
            CustomerId customerId, UUID uuid, String username, String email, String userType, String accountType)
            implements IdentityEvent {}

    /** {@code publicKey} in OpenSSH form opens the customer's environments from now on. */
    @WireType("identity.ssh-key-added.v1")
    record SshKeyAdded(CustomerId customerId, long keyId, String name, String publicKey) implements IdentityEvent {}

    /** The key must open nothing any more, running environments included. */
    @WireType("identity.ssh-key-removed.v1")
    record SshKeyRemoved(CustomerId customerId, long keyId) implements IdentityEvent {}
}
