package io.remotegpu.identity.sshkeys;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.Outbox;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds and removes keys; running environments hear of each in the transaction that makes it so. */
@Service
class SshKeyRegistry {
    /** More would slow every login of sshd, which tries them one by one. */
    private static final int MOST_KEYS = 50;

    private final SshKeys keys;
    private final Outbox outbox;

    SshKeyRegistry(SshKeys keys, Outbox outbox) {
        this.keys = keys;
        this.outbox = outbox;
    }

    @Transactional
    public SshKey add(CustomerId customer, String name, SshPublicKey publicKey) {
        long used = keys.lockAndCount(customer);
        if (used >= MOST_KEYS) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "an account holds at most " + MOST_KEYS + " SSH keys; remove one first",
                    Map.of("resource", "ssh_keys", "limit", MOST_KEYS, "used", used, "requested", 1));
        }
        SshKey key = keys.insert(customer, name, publicKey).orElseThrow(() -> known(publicKey));
        outbox.publish(new SshKeyAdded(customer, key.id(), key.name(), key.publicKey()));
        return key;
    }

    @Transactional
    public void remove(CustomerId customer, long id) {
        if (!keys.delete(customer, id)) {
            throw PlatformException.notFound("ssh_key", id);
        }
        outbox.publish(new SshKeyRemoved(customer, id));
    }

    private static PlatformException known(SshPublicKey key) {
        return new PlatformException(
                ErrorCode.ALREADY_EXISTS,
                "this key is registered already",
                Map.of("resource", "ssh_key", "fingerprint", key.fingerprint()));
    }
}
