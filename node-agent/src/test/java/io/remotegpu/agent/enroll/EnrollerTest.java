package io.remotegpu.agent.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.HostId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrollerTest {
    private static final HostId HOST = new HostId("gpu-7");

    @TempDir
    private Path stateDir;

    private FakePlatform platform;
    private IdentityFile file;

    @BeforeEach
    void startPlatform() throws IOException {
        platform = new FakePlatform();
        file = new IdentityFile(stateDir);
    }

    @AfterEach
    void stopPlatform() {
        platform.close();
    }

    @Test
    void keepsKeyAndCredentialsForTheAgentsEyesAlone() throws Exception {
        Identity identity = enroller().enroll(FakePlatform.TOKEN, HOST);

        assertThat(file.read()).contains(identity);
        assertThat(identity.fingerprint()).startsWith("SHA256:");
        Path kept = stateDir.resolve("identity/identity.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
                .isEqualTo("rwx------");
        assertThat(identity.toString())
                .doesNotContain("password-1", identity.keys().privateKey());
        assertThat(stateDir.resolve("identity/candidate-key.json")).doesNotExist();
    }

    @Test
    void comesInByItsKeyAloneWhenTheAnswerWasLost() throws Exception {
        platform.losesAnswers = true;
        assertThatThrownBy(() -> enroller().enroll(FakePlatform.TOKEN, HOST)).isInstanceOf(IOException.class);
        assertThat(file.read()).isEmpty();

        platform.losesAnswers = false;
        assertThat(enroller().enroll(FakePlatform.TOKEN, HOST).servers()).isEqualTo("kafka:9094");
    }

    @Test
    void keepsNothingOfARefusal() {
        assertThatThrownBy(() -> enroller().enroll("guessed", HOST))
                .isInstanceOf(EnrollmentRefused.class)
                .hasMessage("no such token");
        assertThat(file.read()).isEmpty();
    }

    @Test
    void sendsNoTokenUnencryptedToAnotherMachine() {
        assertThatThrownBy(() -> new Enroller(URI.create("http://gpu.example.org"), file, Clock.systemUTC()))
                .hasMessageContaining("https://");
    }

    private Enroller enroller() {
        return new Enroller(platform.address(), file, Clock.systemUTC());
    }
}
