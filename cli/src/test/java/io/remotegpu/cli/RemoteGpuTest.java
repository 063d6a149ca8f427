package io.remotegpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.cli.CommandRun.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteGpuTest {
    @TempDir
    Path home;

    private FakeGateway gateway;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        gateway = new FakeGateway();
        shell = Shell.in(home, gateway).with("REMOTEGPU_TOKEN", "t");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void showsEveryWrongFieldAndTheErrorsName() {
        gateway.answer("POST /workspaces", 400, """
                {"code":30001,"message":"validation failed","error":"validation_failed",
                 "details":{"fields":[{"field":"name","reason":"must be longer"},{"field":"type","reason":"unknown"}]}}""");

        CommandRun create = shell.run("workspace", "create", "x");

        assertThat(create.exitCode()).isEqualTo(3);
        assertThat(create.err().lines())
                .containsExactly(
                        "remotegpu: validation failed (validation_failed, 30001)",
                        "  name: must be longer",
                        "  type: unknown");
    }

    @Test
    void saysWhatASupporterNeedsWhenThePlatformBroke() {
        gateway.answer(
                "GET /gpus/available",
                503,
                "{\"code\":10002,\"message\":\"try later\",\"error\":\"service_unavailable\",\"trace_id\":\"abc\"}");

        CommandRun gpus = shell.run("gpus");

        assertThat(gpus.exitCode()).isEqualTo(5);
        assertThat(gpus.err()).contains("trace_id: abc");
    }

    @Test
    void survivesAnAnswerThatIsNotThePlatforms() {
        gateway.answer("GET /gpus/available", 502, "<html>Bad Gateway</html>");

        assertThat(shell.run("gpus").err()).contains("HTTP 502");
    }

    @Test
    void saysWhereNobodyAnswered() {
        CommandRun gpus = new Shell(home, Map.of("REMOTEGPU_URL", "http://127.0.0.1:1")).run("gpus");

        assertThat(gpus.exitCode()).isEqualTo(5);
        assertThat(gpus.err()).contains("http://127.0.0.1:1 does not answer");
    }

    @Test
    void walksAllPagesOfAList() {
        gateway.answerPage("GET /hosts?page_size=100&page=1", 2, "{\"id\":\"one\"}")
                .answerPage("GET /hosts?page_size=100&page=2", 2, "{\"id\":\"two\"}");

        assertThat(shell.run("hosts").out()).contains("one").contains("two");
    }

    @Test
    void givesProgramsTheApisOwnJson() {
        gateway.answer("GET /gpus/available", "[{\"model\":\"A100\",\"free\":2}]");

        assertThat(shell.run("gpus", "--output", "json").out()).contains("\"model\" : \"A100\"");
        assertThat(shell.run("--output", "json", "gpus").out()).contains("\"model\" : \"A100\"");
    }

    @Test
    void listsAndSumsUpWhatIsBilled() {
        gateway.answerPage(
                        "GET /billing/records?environment_id=env-1&page_size=100&page=1",
                        1,
                        "{\"environment_id\":\"env-1\",\"amount\":\"0.42\",\"resource\":{\"gpus\":2}}")
                .answer(
                        "GET /billing/summary?group_by=gpu_model",
                        "{\"items\":[{\"gpu_model\":\"A100\",\"amount\":\"1.50\"}]}");

        assertThat(shell.run("billing", "records", "--environment", "env-1").out())
                .contains("0.42");
        assertThat(shell.run("billing", "summary", "--group-by", "gpu_model").out())
                .contains("GPU_MODEL")
                .contains("1.50");
    }

    @Test
    void addsTheUsualKeyUnderItsOwnComment() throws IOException {
        Files.createDirectory(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/id_ed25519.pub"), "ssh-ed25519 AAAA ada@laptop\n");
        gateway.answer("POST /users/me/ssh-keys", "{\"id\":9}");

        assertThat(shell.run("ssh-key", "add").out()).contains("Added key 9");
        assertThat(gateway.requests("POST /users/me/ssh-keys")
                        .getFirst()
                        .body()
                        .path("name")
                        .asString())
                .isEqualTo("ada@laptop");
    }

    @Test
    void neverSendsAPrivateKey() throws IOException {
        Path key = Files.writeString(
                home.resolve("id"), "-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----\n");

        CommandRun add = shell.run("ssh-key", "add", key.toString());

        assertThat(add.exitCode()).isEqualTo(2);
        assertThat(add.err()).contains("name the .pub file beside it");
        assertThat(gateway.requests("POST /users/me/ssh-keys")).isEmpty();
    }

    @Test
    void showsTheCommandsOfAGroupThatWasCalledAlone() {
        CommandRun group = shell.run("env");

        assertThat(group.exitCode()).isEqualTo(2);
        assertThat(group.err()).contains("create", "ssh", "delete");
    }

    @Test
    void documentsItsExitCodes() {
        assertThat(shell.run("--help").out()).contains("Exit codes:").contains("not logged in");
        assertThat(shell.run("env", "create", "--help").out()).contains("--gpu-model");
    }
}
