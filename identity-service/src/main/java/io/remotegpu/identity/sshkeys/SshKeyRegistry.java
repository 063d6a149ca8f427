package io.remotegpu.identity.sshkeys;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.accounts.SshAccess;
import io.remotegpu.messaging.Outbox;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds and removes keys; running environments hear of each in the transaction that makes it so. Each change locks the account first: so
 * changes of one customer's keys are told in the order in which they happened, and none slips past the end of the account.
 */
@Service
class SshKeyRegistry implements SshAccess {
    /** More would slow every login of sshd, which tries them one by one. */
    private static final int MOST_KEYS = 50;

    private final Accounts accounts;
    private final SshKeys keys;
    private final Outbox outbox;

    SshKeyRegistry(Accounts accounts, SshKeys keys, Outbox outbox) {
        this.accounts = accounts;
        this.keys = keys;
        this.outbox = outbox;
    }

    @Transactional
    public SshKey add(CustomerId customer, String name, SshPublicKey publicKey) {
        accounts.lock(customer).requireActive();
        long used = keys.count(customer);
        if (used >= MOST_KEYS) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "an account holds at most " + MOST_KEYS + " SSH keys; remove one first",
                    Map.of("resource", "ssh_keys", "limit", MOST_KEYS, "used", used, "requested", 1));
        }
        SshKey key = keys.insert(customer, name, publicKey).orElseThrow(() -> known(publicKey));
        outbox.publish(added(customer, key));
        return key;
    }

    @Transactional
    public void remove(CustomerId customer, long id) {
        accounts.lock(customer);
        if (!keys.delete(customer, id)) {
            throw PlatformException.notFound("ssh_key", id);
        }
        outbox.publish(new SshKeyRemoved(customer, id));
    }

    @Override
    public void withdraw(CustomerId customer) {
        keys.all(customer).forEach(key -> outbox.publish(new SshKeyRemoved(customer, key.id())));
    }

    @Override
    public void restore(CustomerId customer) {
        keys.all(customer).forEach(key -> outbox.publish(added(customer, key)));
    }

    private static SshKeyAdded added(CustomerId customer, SshKey key) {
        return new SshKeyAdded(customer, key.id(), key.name(), key.publicKey());
    }

    private static PlatformException known(SshPublicKey key) {
        return new PlatformException(
                ErrorCode.ALREADY_EXISTS,
                "this key is registered already",
                Map.of("resource", "ssh_key", "fingerprint", key.fingerprint()));
    }
}
