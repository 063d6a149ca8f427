package io.remotegpu.contracts;

/**
 * The key that a host was enrolled with, as it stands now. The topic is compacted and keyed by host, so reading it from its start gives every host that there is.
 *
 * @param publicKey Ed25519, the Base64 of its X.509 form; what the host says is signed with its other half, which never leaves it
 * @param revoked an administrator withdrew it: nothing that the host says counts any more
 */
@WireType("scheduler.host-key.v1")
public record HostKey(HostId hostId, String publicKey, boolean revoked) implements Event {
    @Override
    public String topic() {
        return Topics.HOST_KEYS;
    }

    @Override
    public String key() {
        return hostId.value();
    }
}
