package io.remotegpu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** On the process runtime, which is for trying the product where no container engine is. */
class ProcessMainJobIT extends MainJob {
    private static final int PORT = 19_080;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Optional<Path> MARTIN = martin();

    private static PlatformProcess platform;

    @BeforeAll
    static void startPlatform() {
        platform = PlatformProcess.start(
                folder.resolve("process"),
                PORT,
                Map.of(
                        "PATH",
                        path(),
                        "REMOTEGPU_AGENT_GPU_PROBE_INTERVAL",
                        "PT1S",
                        "GIS_CONNECTIONS_ALLOWED_NETWORKS",
                        "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16"),
                "--runtime",
                "process",
                "--simulate-gpus",
                "2");
    }

    @AfterAll
    static void stopPlatform() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void aMartinWithoutAContainerServesAFileThatItsOwnerUploads() {
        assumeTrue(MARTIN.isPresent(), "Martin is not built here: bin/build-martin");
        ApiClient ivy = platform.anonymous().register("ivy", Person.PASSWORD);
        Map<String, Object> configuration = Map.of("mbtiles", Map.of("files", List.of("world.mbtiles")));
        MapService tiles = MapService.create(ivy, "http://127.0.0.1:" + PORT, "files", "martin", configuration);
        tiles.files().put("mbtiles", "world.mbtiles", TinyTiles.mbTiles(folder));
        tiles.act("start").awaitStatus("running");

        assertThat(tiles.awaitAnswer("/world/0/0/0", 200).body()).isEqualTo(TinyTiles.tile());
        tiles.delete();
        assertNothingRuns(tiles.workload());
    }

    @Test
    void aMartinWithoutAContainerServesTablesOfAPostgis() {
        assumeTrue(MARTIN.isPresent(), "Martin is not built here: bin/build-martin");
        GisImages.assumePostgis();
        try (SpatialDatabase database = SpatialDatabase.start(folder, PORT + 20)) {
            ApiClient jack = platform.anonymous().register("jack", Person.PASSWORD);
            long connection = MapService.connect(jack, database);
            Map<String, Object> configuration = Map.of("postgres", List.of(Map.of("connection_id", connection)));
            MapService tiles = MapService.create(jack, "http://127.0.0.1:" + PORT, "towns", "martin", configuration);
            tiles.act("start").awaitStatus("running");

            assertThat(tiles.awaitAnswer("/towns/0/0/0", 200).contentType()).isEqualTo("application/x-protobuf");
            assertThat(tiles.ask("/towns").text()).contains(tiles.path() + "/towns/{z}/{x}/{y}");
            tiles.delete();
            assertNothingRuns(tiles.workload());
        }
    }

    @Test
    void anEnvironmentThatLosesItsGpusIsNotBilledUntilARestartMendsIt() throws IOException {
        Person kim = Person.signUp(platform, folder, "kim");
        String id = kim.create(kim.environment("training", 1));
        JsonNode running = kim.awaitStatus(id, "running");
        kim.ssh(running, "echo kept > ~/notes.txt");

        // the stand-in for nvidia-smi refuses the containers that are named here
        Path denied = folder.resolve("process/node-agent/simulated-gpus/denied");
        Files.writeString(denied, running.path("container_id").asString() + "\n");
        assertThat(kim.awaitStatus(id, "degraded").path("status_reason").asString())
                .isEqualTo("Failed to initialize NVML: Unknown Error");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statuses(kim, id)).containsExactly("paused"));
        await().atMost(PATIENCE).until(() -> kim.api()
                .get("/api/v1/notifications")
                .expect(200)
                .data()
                .toString()
                .contains("environment_degraded"));

        kim.act(id, "restart");
        JsonNode again = kim.awaitStatus(id, "running");
        assertThat(kim.ssh(again, "cat ~/notes.txt")).isEqualTo("kept");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statuses(kim, id)).containsExactlyInAnyOrder("closed", "open"));
        kim.api().delete("/api/v1/environments/" + id).expect(202);
        kim.awaitGone(id);
    }

    private static List<String> statuses(Person person, String environment) {
        return person.billingRecords(environment).stream()
                .map(record -> record.path("status").asString())
                .toList();
    }

    /** Where {@code bin/build-martin} has put it; nothing is built here. */
    private static Optional<Path> martin() {
        Commands.Result found = Commands.run("../../bin/build-martin", "--only-if-built");
        return found.exitCode() == 0 ? Optional.of(Path.of(found.output().strip())) : Optional.empty();
    }

    private static String path() {
        String usual = System.getenv("PATH");
        return MARTIN.map(file -> file.getParent() + ":" + usual).orElse(usual);
    }

    @Override
    PlatformProcess platform() {
        return platform;
    }

    @Override
    void assertNothingRuns(String environment) {
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(command -> command.contains(environment)))
                .isEmpty();
    }
}
