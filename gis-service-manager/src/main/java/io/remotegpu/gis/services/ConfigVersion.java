package io.remotegpu.gis.services;

import java.time.Instant;

/**
 * One configuration that a service had.
 *
 * @param contentHash SHA-256 of what it says without its secrets
 * @param reason why it was written
 * @param createdBy the user
 */
record ConfigVersion(
        int version, String serviceVersion, String contentHash, String reason, Instant createdAt, long createdBy) {}
