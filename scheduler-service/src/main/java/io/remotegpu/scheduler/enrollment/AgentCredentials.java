package io.remotegpu.scheduler.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an enrolled host needs to speak.
 *
 * @param renewAfter from then on it should ask for others
 */
record AgentCredentials(String hostId, KafkaLogin kafka, Instant renewAfter) {
    /** @param caCertificate PEM of whoever signed the brokers' certificates, null if every JVM knows them */
    @JsonInclude(Include.NON_NULL)
    record KafkaLogin(
            String bootstrapServers,
            String securityProtocol,
            String saslMechanism,
            String username,
            String password,
            @Nullable String caCertificate) {
        /** Without the password. */
        @Override
        public String toString() {
            return "KafkaLogin[" + username + " at " + bootstrapServers + "]";
        }
    }
}
