package io.remotegpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.cli.CommandRun.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandsTest {
    private static final String LOGIN = """
            {"access_token":"a1","refresh_token":"r1","token_type":"Bearer","expires_in":900,"user":{"username":"ada"}}""";
    private static final String ME = "{\"id\":5,\"username\":\"ada\",\"email\":\"ada@example.org\"}";

    @TempDir
    Path home;

    private FakeGateway gateway;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        gateway = new FakeGateway().answer("POST /users/login", LOGIN).answer("GET /users/me", ME);
        shell = Shell.in(home, gateway);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void logsInWithAPasswordFromStandardInputAndKeepsTheTokensPrivate() throws IOException {
        CommandRun login = shell.runWithInput("secret\n", "login", "ada");

        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(gateway.requests("POST /users/login")
                        .getFirst()
                        .body()
                        .path("password")
                        .asString())
                .isEqualTo("secret");
        Path saved = home.resolve(".config/remotegpu/config.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(saved)).contains("a1", "r1").doesNotContain("secret");
    }

    @Test
    void sendsAnAddressAsEmail() {
        shell.runWithInput("secret\n", "login", "ada@example.org");

        assertThat(gateway.requests("POST /users/login")
                        .getFirst()
                        .body()
                        .path("email")
                        .asString())
                .isEqualTo("ada@example.org");
    }

    @Test
    void worksAtTheAddressOfTheLastLoginWithoutBeingTold() {
        shell.runWithInput("secret\n", "login", "ada");

        CommandRun whoami = new Shell(home, Map.of()).run("whoami");

        assertThat(whoami.out()).contains("ada@example.org");
        assertThat(gateway.requests("GET /users/me").getFirst().authorization()).isEqualTo("Bearer a1");
    }

    @Test
    void renewsARefusedTokenByItselfAndKeepsTheNextOne() {
        shell.runWithInput("secret\n", "login", "ada");
        gateway.answer("POST /auth/refresh", "{\"access_token\":\"a2\",\"refresh_token\":\"r2\",\"expires_in\":900}")
                .acceptOnly("a2");

        assertThat(shell.run("whoami").exitCode()).isZero();
        assertThat(shell.run("whoami").exitCode()).isZero();
        assertThat(gateway.requests("POST /auth/refresh")).singleElement().satisfies(refresh -> assertThat(
                        refresh.body().path("refresh_token").asString())
                .isEqualTo("r1"));
    }

    @Test
    void asksForALoginWhenTheSessionHasEnded() {
        shell.runWithInput("secret\n", "login", "ada");
        gateway.answer("POST /auth/refresh", 401, FakeGateway.error(20007, "token_reused"))
                .acceptOnly("never");

        CommandRun whoami = shell.run("whoami");

        assertThat(whoami.exitCode()).isEqualTo(4);
        assertThat(whoami.err())
                .contains("token expired (token_expired, 20002)")
                .contains("remotegpu login");
    }

    @Test
    void neverSendsTheSavedTokenToAnotherAddress() throws IOException {
        shell.runWithInput("secret\n", "login", "ada");
        try (FakeGateway other = new FakeGateway().answer("GET /users/me", ME)) {
            shell.run("whoami", "--url", other.url());

            assertThat(other.requests("GET /users/me").getFirst().authorization())
                    .isEmpty();
        }
    }

    @Test
    void usesATokenFromTheVariableAndSavesNothing() {
        assertThat(shell.with("REMOTEGPU_TOKEN", "made-for-ci").run("whoami").exitCode())
                .isZero();

        assertThat(gateway.requests("GET /users/me").getFirst().authorization()).isEqualTo("Bearer made-for-ci");
        assertThat(home.resolve(".config")).doesNotExist();
    }

    @Test
    void registersAndIsLoggedInThen() {
        gateway.answer("POST /users/register", 201, "{\"code\":0,\"message\":\"success\",\"data\":{\"id\":5}}");

        CommandRun register = shell.runWithInput("secret\n", "register", "ada", "ada@example.org");

        assertThat(register.out()).contains("Logged in as ada");
        assertThat(gateway.requests("POST /users/register").getFirst().idempotencyKey())
                .isNotEmpty();
    }

    @Test
    void forgetsTheTokensAtLogoutEvenIfThePlatformHadEndedTheSession() {
        shell.runWithInput("secret\n", "login", "ada");

        assertThat(shell.run("logout").exitCode()).isZero();
        assertThat(home.resolve(".config/remotegpu/config.json")).doesNotExist();
    }
}
