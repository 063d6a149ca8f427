package io.remotegpu.agent.enroll;

import org.jspecify.annotations.Nullable;

/** @param caCertificate PEM of whoever signed the brokers' certificates, null if every JVM knows them */
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
