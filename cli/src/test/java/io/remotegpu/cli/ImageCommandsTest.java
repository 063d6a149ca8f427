package io.remotegpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.cli.CommandRun.Shell;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCommandsTest {
    private static final String PULL = """
            {"pull":{"id":"5f0c","image":"lab/pytorch:2","waiting":1},
             "hosts":[{"host_id":"gpu-1","state":"failed","percent":0,"reason":"manifest unknown"},
                      {"host_id":"gpu-2","state":"pulling","percent":42}]}
            """;

    @TempDir
    Path home;

    @Test
    void asksHostsForAnImageAndTellsHowFarEachIs() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.answer("POST /admin/image-pulls", PULL).answer("GET /admin/image-pulls/5f0c", PULL);
            Shell shell = Shell.in(home, gateway).with("REMOTEGPU_TOKEN", "t");

            CommandRun pull = shell.run("images", "pull", "lab/pytorch:2", "--host-label", "room=7", "--keep", "P2D");

            assertThat(pull.exitCode()).as(pull.err()).isZero();
            assertThat(pull.out()).contains("Asked 2 hosts for lab/pytorch:2", "images status 5f0c");
            assertThat(gateway.requests("POST /admin/image-pulls"))
                    .singleElement()
                    .satisfies(request -> assertThat(request.body().toString())
                            .isEqualTo("{\"image\":\"lab/pytorch:2\",\"labels\":{\"room\":\"7\"},\"keep\":172800}"));

            CommandRun status = shell.run("images", "status", "5f0c");
            assertThat(status.exitCode()).as(status.err()).isZero();
            assertThat(status.out())
                    .containsPattern("gpu-1 +failed +0 +manifest unknown")
                    .containsPattern("gpu-2 +pulling +42");
        }
    }
}
