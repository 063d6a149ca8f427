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

    /**
     * A login ended before its time, or an API token was withdrawn: access tokens whose {@code sid} is {@code sessionId} must open nothing
     * any more, though they have not expired. {@code reason}: logout, revoked, token_reused, password_changed, account_status.
     */
    @WireType("identity.session-revoked.v1")
    record SessionRevoked(CustomerId customerId, UUID sessionId, String reason) implements IdentityEvent {}

    /** Until {@link CustomerReinstated} or {@link CustomerDeleted} nothing of the customer's is let in, whatever token it shows. */
    @WireType("identity.customer-suspended.v1")
    record CustomerSuspended(CustomerId customerId) implements IdentityEvent {}

    /** A suspended or deleted customer may log in again; logins that ended before stay ended. */
    @WireType("identity.customer-reinstated.v1")
    record CustomerReinstated(CustomerId customerId) implements IdentityEvent {}

    /** The customer logs in no more, and another account may take the name and the address. */
    @WireType("identity.customer-deleted.v1")
    record CustomerDeleted(CustomerId customerId) implements IdentityEvent {}

    /**
     * What the customer may do, or whom it bills, is now this: both types in full. {@code userType}: admin, internal or external.
     * {@code accountType}: individual or enterprise. A token that carries another user type counts as expired.
     */
    @WireType("identity.customer-type-changed.v1")
    record CustomerTypeChanged(CustomerId customerId, String userType, String accountType) implements IdentityEvent {}
}
