package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.scheduler.enrollment.AgentCredentials.KafkaLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes out what a host needs to reach Kafka. */
@Component
class CredentialDesk {
    private final KafkaDoor door;
    private final EnrollmentProperties properties;
    private final Clock clock;

    CredentialDesk(KafkaDoor door, EnrollmentProperties properties, Clock clock) {
        this.door = door;
        this.properties = properties;
        this.clock = clock;
    }

    /** Those that it had before are worth nothing from then on. */
    AgentCredentials issue(AgentRights rights) {
        String servers = properties.agentServers();
        if (servers == null || servers.isBlank()) {
            throw new PlatformException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "no host can be enrolled: set scheduler.enrollment.agent-servers to where agents reach Kafka");
        }
        String certificate = caCertificate();
        KafkaLogin login = new KafkaLogin(
                servers, properties.securityProtocol(), "SCRAM-SHA-512", rights.user(), door.open(rights), certificate);
        return new AgentCredentials(
                rights.host().value(), login, clock.instant().plus(properties.renewAfter()));
    }

    /** Read each time, so that a certificate can be exchanged without a restart. */
    private @Nullable String caCertificate() {
        Path file = properties.caCertificate();
        try {
            return file == null ? null : Files.readString(file);
        } catch (IOException unreadable) {
            throw new PlatformException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "scheduler.enrollment.ca-certificate cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
