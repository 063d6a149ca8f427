package io.remotegpu.scheduler.enrollment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.remotegpu.contracts.HostId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host that was let in.
 *
 * @param fingerprint of its key, to compare with what {@code remotegpu-agent doctor} prints on the host
 * @param facts what the host told of itself then
 * @param kafkaUser as whom it logs in; another one with each key
 * @param credentialsAt when it last got credentials for Kafka
 * @param lastSignedAt the instant in its latest proof
 * @param revokedAt when an administrator put it out, null while it is in
 */
@JsonInclude(Include.NON_NULL)
record HostEnrollment(
        String hostId,
        @JsonIgnore String publicKey,
        String fingerprint,
        @JsonIgnore String kafkaUser,
        long tokenId,
        Map<String, String> facts,
        Instant enrolledAt,
        Instant credentialsAt,
        Instant lastSignedAt,
        @Nullable Instant revokedAt) {
    AgentRights rights() {
        return new AgentRights(new HostId(hostId), kafkaUser);
    }

    boolean isRevoked() {
        return revokedAt != null;
    }
}
