package io.remotegpu.agent;

import io.remotegpu.agent.bus.KafkaSettings;
import io.remotegpu.agent.bus.PlainAccess;
import io.remotegpu.agent.enroll.CredentialKeeper;
import io.remotegpu.agent.enroll.EnrolledAccess;
import io.remotegpu.agent.enroll.Enroller;
import io.remotegpu.agent.enroll.Identity;
import io.remotegpu.agent.enroll.IdentityFile;
import io.remotegpu.contracts.HostId;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who this host is to the platform, and so how it comes to Kafka.
 *
 * @param keeper of an enrolled host's credentials, null for one that is not enrolled
 */
record Membership(
        HostId host, KafkaSettings kafka, @Nullable CredentialKeeper keeper) {
    private static final Logger log = LoggerFactory.getLogger(Membership.class);

    /** @throws IllegalArgumentException for options that contradict the enrolment, or no id at all */
    static Membership of(AgentOptions options, Clock clock) throws IOException {
        IdentityFile file = new IdentityFile(options.stateDir);
        Optional<Identity> identity = file.read();
        return identity.isPresent() ? enrolled(options, identity.get(), file, clock) : stranger(options);
    }

    private static Membership enrolled(AgentOptions options, Identity identity, IdentityFile file, Clock clock) {
        HostId host = identity.hostId();
        if (options.hostId != null && !options.hostId.equals(host.value())) {
            throw new IllegalArgumentException("this host is enrolled as " + host + ", not as " + options.hostId
                    + ": leave --host-id out, or enrol it again");
        }
        Identity reached = options.server == null ? identity : identity.at(Enroller.safe(options.server));
        CredentialKeeper keeper = new CredentialKeeper(reached, file, clock);
        String servers = Objects.requireNonNullElse(options.kafka, identity.servers());
        log.info("enrolled as {}, key {}", host, identity.fingerprint());
        return new Membership(host, new KafkaSettings(servers, host, new EnrolledAccess(keeper)), keeper);
    }

    private static Membership stranger(AgentOptions options) throws IOException {
        if (options.hostId == null || options.hostId.isBlank()) {
            throw new IllegalArgumentException(
                    "this host is not enrolled: run remotegpu-agent enroll --server URL --token TOKEN (an administrator makes the token)");
        }
        log.warn("this host is not enrolled: a platform that asks for signatures refuses all that it says."
                + " Run remotegpu-agent enroll --server URL --token TOKEN");
        HostId host = new HostId(options.hostId);
        String servers = Objects.requireNonNullElse(options.kafka, AgentOptions.UNENROLLED_KAFKA);
        return new Membership(host, new KafkaSettings(servers, host, new PlainAccess(properties(options))), null);
    }

    private static Properties properties(AgentOptions options) throws IOException {
        Properties properties = new Properties();
        if (options.kafkaConfig != null) {
            try (Reader file = Files.newBufferedReader(options.kafkaConfig)) {
                properties.load(file);
            }
        }
        return properties;
    }
}
