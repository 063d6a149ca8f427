package io.remotegpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.cli.CommandRun.Shell;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EnvironmentCommandsTest {
    private static final String ENVIRONMENTS = "GET /environments?page_size=100&page=1";
    private static final String WORKSPACES = "GET /workspaces?page_size=100&page=1";
    private static final String RUNNING = """
        {"id":"env-1","name":"box","status":"running","gpu":1,"ports":[],
         "gpus":[{"uuid":"GPU-7","name":"A100","simulated":true}],
         "ssh":{"host":"10.0.0.5","port":20001,"user":"dev","command":"ssh -p 20001 dev@10.0.0.5"}}\
        """;
    private static final String CREATING = "{\"id\":\"env-1\",\"name\":\"box\",\"status\":\"creating\"}";

    @TempDir
    Path home;

    private FakeGateway gateway;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        gateway = new FakeGateway()
                .answerPage(ENVIRONMENTS, 1, RUNNING)
                .answerPage(WORKSPACES, 1, "{\"id\":3,\"name\":\"lab\"}");
        shell = Shell.in(home, gateway).with("REMOTEGPU_TOKEN", "t");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void createsInTheOnlyWorkspaceAndWaitsUntilItRuns() {
        gateway.answer("POST /environments", CREATING)
                .answer("GET /environments/env-1", CREATING)
                .answer("GET /environments/env-1", RUNNING);

        CommandRun create = shell.run(
                "env",
                "create",
                "box",
                "--gpu",
                "1",
                "--memory",
                "4G",
                "--env",
                "A=b",
                "--port",
                "jupyter:8888",
                "--wait");

        assertThat(create.exitCode()).as(create.err()).isZero();
        assertThat(create.out()).contains("ssh -p 20001 dev@10.0.0.5").contains("GPU-7 (simulated)");
        JsonNode wish = gateway.requests("POST /environments").getFirst().body();
        assertThat(wish.path("workspace_id").asInt()).isEqualTo(3);
        assertThat(wish.path("memory").asInt()).isEqualTo(4096);
        assertThat(wish.at("/env/A").asString()).isEqualTo("b");
        assertThat(wish.at("/ports/0/service_type").asString()).isEqualTo("ssh");
        assertThat(wish.at("/ports/1/internal_port").asInt()).isEqualTo(8888);
    }

    @Test
    void saysWhichGpusAndWhichHostsWillDo() {
        gateway.answer("POST /environments", CREATING);

        CommandRun create = shell.run(
                "env",
                "create",
                "box",
                "--gpu-share",
                "500",
                "--gpu-model",
                "A100",
                "--disk",
                "100G",
                "--host-label",
                "zone=b",
                "--tolerate",
                "team=vision");

        assertThat(create.exitCode()).as(create.err()).isZero();
        JsonNode wish = gateway.requests("POST /environments").getFirst().body();
        assertThat(wish.at("/gpu_spec/share").asInt()).isEqualTo(500);
        assertThat(wish.at("/gpu_spec/models/0").asString()).isEqualTo("A100");
        assertThat(wish.path("disk").asInt()).isEqualTo(102_400);
        assertThat(wish.at("/host_selector/labels/zone").asString()).isEqualTo("b");
        assertThat(wish.at("/host_selector/tolerations/0").asString()).isEqualTo("team=vision");
    }

    @Test
    void saysWhyAnEnvironmentThatWasWaitedForFailed() {
        gateway.answer("POST /environments", CREATING)
                .answer(
                        "GET /environments/env-1",
                        "{\"id\":\"env-1\",\"status\":\"error\",\"status_reason\":\"no such image\"}");

        CommandRun create = shell.run("env", "create", "box", "--wait");

        assertThat(create.exitCode()).isEqualTo(6);
        assertThat(create.err()).contains("no such image");
    }

    @Test
    void asksForTheWorkspaceWhenThereAreSeveral() throws IOException {
        try (FakeGateway two = new FakeGateway()
                .answerPage(WORKSPACES, 1, "{\"id\":3,\"name\":\"lab\"}", "{\"id\":4,\"name\":\"company\"}")) {
            CommandRun create = Shell.in(home, two).run("env", "create", "box");

            assertThat(create.exitCode()).isEqualTo(2);
            assertThat(create.err()).contains("--workspace", "lab (3)", "company (4)");
        }
    }

    @Test
    void entersByTheKeyOfTheEnvironmentNotOfTheAddress() {
        CommandRun ssh = shell.run("env", "ssh", "box", "ls", "-la");

        assertThat(ssh.exitCode()).isEqualTo(7);
        assertThat(ssh.started().getFirst())
                .containsSubsequence("ssh", "-p", "20001", "-o", "HostKeyAlias=env-1")
                .endsWith("--", "dev@10.0.0.5", "ls", "-la");
    }

    @Test
    void refusesToEnterWhatDoesNotRun() throws IOException {
        try (FakeGateway stopped = new FakeGateway()
                .answerPage(ENVIRONMENTS, 1, "{\"id\":\"env-1\",\"name\":\"box\",\"status\":\"stopped\"}")) {
            CommandRun ssh = Shell.in(home, stopped).run("env", "ssh", "box");

            assertThat(ssh.started()).isEmpty();
            assertThat(ssh.err()).contains("remotegpu env start box");
        }
    }

    @Test
    void stopsByNameAndWaitsForTheStop() {
        gateway.answer("PUT /environments/env-1/stop", RUNNING)
                .answer("GET /environments/env-1", "{\"id\":\"env-1\",\"status\":\"stopping\"}")
                .answer("GET /environments/env-1", "{\"id\":\"env-1\",\"status\":\"stopped\"}");

        CommandRun stop = shell.run("env", "stop", "box", "--wait", "-o", "json");

        assertThat(stop.exitCode()).as(stop.err()).isZero();
        assertThat(stop.out()).contains("\"stopped\"");
    }

    @Test
    void deletesOnlyAfterAYes() {
        gateway.answer("DELETE /environments/env-1", "{}");

        assertThat(shell.runWithInput("n\n", "env", "delete", "box").exitCode()).isEqualTo(2);
        assertThat(gateway.requests("DELETE /environments/env-1")).isEmpty();
        assertThat(shell.runWithInput("y\n", "env", "delete", "box").exitCode()).isZero();
        assertThat(gateway.requests("DELETE /environments/env-1")).hasSize(1);
    }

    @Test
    void deletesAndWaitsUntilItIsGone() {
        gateway.answer("DELETE /environments/env-1", 202, "{\"code\":0,\"data\":{}}")
                .answer("GET /environments/env-1", RUNNING)
                .answer("GET /environments/env-1", 404, FakeGateway.error(40001, "environment_not_found"));

        CommandRun delete = shell.run("env", "delete", "box", "--yes", "--wait");

        assertThat(delete.out()).contains("Deleted env-1");
    }

    @Test
    void tellsTwoOfOneNameApartByTheirIds() throws IOException {
        try (FakeGateway twins =
                new FakeGateway().answerPage(ENVIRONMENTS, 1, RUNNING, RUNNING.replace("env-1", "env-2"))) {
            CommandRun show = Shell.in(home, twins).run("env", "show", "box");

            assertThat(show.err()).contains("env-1, env-2");
        }
    }

    @Test
    void showsWhatHappened() {
        gateway.answerPage(
                "GET /environments/env-1/events?page_size=100&page=1",
                1,
                "{\"at\":\"2026-01-01T00:00:00Z\",\"status\":\"running\",\"type\":\"started\",\"message\":\"up\"}");

        assertThat(shell.run("env", "events", "env-1").out()).contains("2026-01-01T00:00:00Z  running");
    }
}
