package io.remotegpu.identity.sshkeys;

import java.time.Instant;

/** A registered key, as its owner sees it. */
record SshKey(long id, String name, String type, String fingerprint, String publicKey, Instant createdAt) {}
