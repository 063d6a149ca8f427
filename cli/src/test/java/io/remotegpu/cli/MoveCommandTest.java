package io.remotegpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.cli.CommandRun.Shell;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveCommandTest {
    @TempDir
    Path home;

    @Test
    void asksForAnotherHost() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.answerPage(
                            "GET /environments?page_size=100&page=1",
                            1,
                            "{\"id\":\"env-1\",\"name\":\"box\",\"status\":\"stopped\"}")
                    .answer(
                            "POST /environments/env-1/move",
                            "{\"id\":\"env-1\",\"name\":\"box\",\"status\":\"creating\"}");

            CommandRun move = Shell.in(home, gateway)
                    .with("REMOTEGPU_TOKEN", "t")
                    .run("env", "move", "box", "--host", "gpu-2", "--start");

            assertThat(move.exitCode()).as(move.err()).isZero();
            assertThat(move.out()).contains("Asked to move env-1");
            assertThat(gateway.requests("POST /environments/env-1/move"))
                    .singleElement()
                    .satisfies(request -> assertThat(request.body().toString())
                            .contains("\"host\":\"gpu-2\"")
                            .contains("\"start\":true"));
        }
    }
}
