package io.remotegpu.agent.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialKeeperTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2029-01-01T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    @TempDir
    private Path stateDir;

    private FakePlatform platform;
    private IdentityFile file;
    private CredentialKeeper keeper;

    @BeforeEach
    void enroll() throws Exception {
        platform = new FakePlatform();
        file = new IdentityFile(stateDir);
        Identity identity =
                new Enroller(platform.address(), file, clock).enroll(FakePlatform.TOKEN, new HostId("gpu-7"));
        keeper = new CredentialKeeper(identity, file, clock);
    }

    @AfterEach
    void stopPlatform() {
        platform.close();
    }

    @Test
    void leavesGoodCredentialsAlone() throws Exception {
        keeper.keep();
        assertThat(password()).isEqualTo("password-1");
    }

    @Test
    void exchangesOldOnesAndKeepsTheNewOnesOnDisk() throws Exception {
        now.set(Instant.parse("2030-01-01T00:00:01Z"));
        keeper.keep();
        assertThat(password()).isEqualTo("password-2");
        assertThat(file.read()).contains(keeper.identity());
    }

    @Test
    void exchangesWhatKafkaGoesOnRefusingButDoesNotHurry() throws Exception {
        keeper.refused();
        keeper.keep();
        assertThat(password()).isEqualTo("password-1");

        forward(Duration.ofSeconds(6));
        keeper.keep();
        assertThat(password()).isEqualTo("password-2");

        keeper.refused();
        forward(Duration.ofSeconds(6));
        keeper.keep();
        assertThat(password()).isEqualTo("password-2");
        forward(Duration.ofSeconds(30));
        keeper.keep();
        assertThat(password()).isEqualTo("password-3");
    }

    @Test
    void goesOnWithWhatItHasWhenItIsKeptOut() throws Exception {
        platform.revoked = true;
        keeper.refused();
        forward(Duration.ofSeconds(6));
        keeper.keep();
        assertThat(password()).isEqualTo("password-1");
    }

    private String password() {
        return keeper.identity().kafka().password();
    }

    private void forward(Duration time) {
        now.set(now.get().plus(time));
    }
}
