package io.remotegpu.agent;

import io.remotegpu.agent.enroll.Enroller;
import io.remotegpu.agent.enroll.EnrollmentRefused;
import io.remotegpu.agent.enroll.IdentityFile;
import io.remotegpu.contracts.HostId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enrols a host that was given a server and a token to start with, as a container or an image is. */
final class FirstStart {
    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private FirstStart() {}

    /** Waits for a platform that does not answer yet. Nothing to do for a host that is enrolled, or was given no token. */
    static void enroll(AgentOptions options, Clock clock) throws IOException, InterruptedException {
        IdentityFile file = new IdentityFile(options.stateDir);
        String token = token(options);
        if (options.server == null || token == null || file.read().isPresent()) {
            return;
        }
        HostId host = new HostId(Objects.requireNonNullElseGet(options.hostId, Enroller::hostname));
        Enroller enroller = new Enroller(options.server, file, clock);
        boolean told = false;
        while (true) {
            try {
                log.info("enrolled, key {}", enroller.enroll(token, host).fingerprint());
                return;
            } catch (EnrollmentRefused refused) {
                throw new IllegalArgumentException("not enrolled: " + refused.getMessage(), refused);
            } catch (IOException away) {
                if (!told) {
                    log.info("{} does not enrol this host yet ({}); trying again", options.server, away.toString());
                    told = true;
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
            }
        }
    }

    /** Never an argument: those everybody on the host can read. */
    private static @Nullable String token(AgentOptions options) throws IOException {
        if (options.tokenFile != null) {
            return Files.readString(options.tokenFile).strip();
        }
        String given = System.getenv("REMOTEGPU_AGENT_TOKEN");
        return given == null || given.isBlank() ? null : given.strip();
    }
}
