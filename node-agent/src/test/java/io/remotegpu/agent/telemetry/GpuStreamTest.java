package io.remotegpu.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.gpu.SimulatedGpus;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.GpuSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With processes in the place of nvidia-smi. */
class GpuStreamTest {
    private static final GpuStream.Rhythm QUICK = new GpuStream.Rhythm(
            Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private GpuStream stream;

    @AfterEach
    void end() {
        stream.close();
    }

    @Test
    void hearsTheStandInOfSimulatedGpusWithoutStartingItAgain() throws IOException {
        SimulatedGpus gpus = SimulatedGpus.install(folder, new HostId("host-1"), 2, "NVIDIA A100", 81920);
        Files.writeString(gpus.loadOf(gpus.uuids().getLast()), "50\n");
        Files.writeString(gpus.processesOf(gpus.uuids().getLast()), "4711 python 2048\n");
        listen(gpus.executable());

        List<GpuSample> heard = new ArrayList<>();
        await().until(() -> {
            heard.addAll(stream.take().gpus());
            return heard.stream().filter(gpu -> gpu.readings() > 0).count() > 6;
        });
        assertThat(heard).extracting(GpuSample::uuid).containsOnly(gpus.uuids().toArray(String[]::new));
        assertThat(heard.stream().filter(gpu -> gpu.uuid().equals(gpus.uuids().getLast())))
                .allSatisfy(gpu -> {
                    assertThat(gpu.utilization()).isEqualTo(50);
                    assertThat(gpu.memoryUsed()).isEqualTo(2048);
                    assertThat(gpu.memoryTotal()).isEqualTo(81920);
                    assertThat(gpu.temperature()).isEqualTo(55);
                });
    }

    @Test
    void startsItAgainWhenItEndsAndTellsWhatItSaid() throws IOException {
        listen(script("""
                echo run >> "%s/runs"
                echo 'GPU-1, 5, 1, 10, 100, 40, 50.00'
                echo 'Unable to determine the device handle for GPU 0000:3B:00.0: GPU is lost.'
                exit 15
                """));

        await().until(() -> Files.exists(folder.resolve("runs"))
                && Files.readAllLines(folder.resolve("runs")).size() > 2);
        GpuReadings.Taken taken = stream.take();
        assertThat(taken.gpus()).extracting(GpuSample::uuid).containsOnly("GPU-1");
        assertThat(taken.problem()).contains("GPU is lost");
    }

    @Test
    void endsAQueryThatIsStuckAndBeginsAnother() throws IOException {
        listen(script("""
                if [ -e "%s/stuck" ]; then
                    echo 'GPU-1, 5, 1, 10, 100, 40, 50.00'
                    exec sleep 60
                fi
                touch "%s/stuck"
                exec sleep 60
                """));

        List<String> problems = new ArrayList<>();
        await().until(() -> {
            GpuReadings.Taken taken = stream.take();
            problems.add(Objects.requireNonNullElse(taken.problem(), ""));
            return !taken.gpus().isEmpty();
        });
        assertThat(problems).anySatisfy(problem -> assertThat(problem).contains("has said nothing"));
    }

    @Test
    void goesOnTryingWhereThereIsNoDriver() {
        listen(folder.resolve("nowhere"));

        assertThat(stream.take()).isEqualTo(new GpuReadings.Taken(List.of(), null));
    }

    private void listen(Path executable) {
        stream = new GpuStream(executable.toString(), QUICK);
        Thread.ofVirtual().start(stream::run);
    }

    private Path script(String body) throws IOException {
        Path script = folder.resolve("nvidia-smi");
        Files.writeString(script, "#!/bin/sh\n" + body.replace("%s", folder.toString()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }
}
