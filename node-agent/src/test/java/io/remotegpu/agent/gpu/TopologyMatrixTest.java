package io.remotegpu.agent.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.TopologyMatrix.Pair;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.GpuLink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matrices as drivers of several generations print them. */
class TopologyMatrixTest {
    @Test
    void readsTheGpusOfAMachineFullOfNetworkCards() throws IOException {
        List<Pair> pairs = matrix("h100-with-nics");

        assertThat(pairs).hasSize(28).extracting(Pair::link).containsOnly("NV18");
        assertThat(pairs).contains(new Pair(0, 7, "NV18")).doesNotContain(new Pair(7, 0, "NV18"));
    }

    @Test
    void readsWhatIsJoinedByTheMachineOnly() throws IOException {
        assertThat(matrix("rtx4090-five"))
                .hasSize(10)
                .contains(new Pair(0, 1, "SYS"), new Pair(1, 2, "PHB"), new Pair(2, 3, "NODE"), new Pair(3, 4, "PHB"));
    }

    @Test
    void readsWhatOlderDriversCallSocketsAndOtherColumns() throws IOException {
        assertThat(matrix("k80-older-driver"))
                .hasSize(28)
                .contains(new Pair(0, 1, "PIX"), new Pair(0, 2, "PHB"), new Pair(3, 4, "SYS"), new Pair(6, 7, "PIX"));
    }

    @Test
    void knowsNoPairOfASingleGpu() throws IOException {
        assertThat(matrix("p4-single")).isEmpty();
    }

    @Test
    void passesOverColoursAndWordsItDoesNotKnow() {
        String matrix = "\u001B[4m\tGPU0\tGPU2\tGPU3\tCPU Affinity\u001B[0m\n"
                + "GPU0\t X \tN/A\tNV4\t0-31\nGPU2\tN/A\t X \tXYZ\nGPU3\tNV4";

        assertThat(TopologyMatrix.parse(matrix)).containsExactly(new Pair(0, 3, "NV4"));
    }

    @Test
    void knowsNothingOfWhatIsNoMatrix() {
        assertThat(TopologyMatrix.parse("")).isEmpty();
        assertThat(TopologyMatrix.parse(
                        "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n"))
                .isEmpty();
    }

    @Test
    void namesPairsByTheUuidsOfThoseThatAreOffered() {
        List<Pair> pairs = List.of(new Pair(0, 1, "NV4"), new Pair(0, 2, "SYS"));

        assertThat(GpuTopology.links(pairs, Map.of(0, "GPU-a", 1, "GPU-b")))
                .containsExactly(new GpuLink("GPU-a", "GPU-b", "NV4"));
    }

    @Test
    void simulatedGpusAreJoinedInPairs(@TempDir Path folder) {
        SimulatedGpus gpus = SimulatedGpus.install(folder, new HostId("host-1"), 5, "NVIDIA A100", 40_960);
        List<GpuInventory> inventory = IntStream.range(0, 5)
                .mapToObj(index -> new GpuInventory(gpus.uuids().get(index), index, "A100", "", "", 1, "", true))
                .toList();

        List<GpuLink> links = new GpuTopology(gpus.executable().toString(), Duration.ofSeconds(60)).links(inventory);

        assertThat(links)
                .hasSize(10)
                .contains(
                        new GpuLink(gpus.uuids().get(0), gpus.uuids().get(1), "NV4"),
                        new GpuLink(gpus.uuids().get(1), gpus.uuids().get(2), "NODE"),
                        new GpuLink(gpus.uuids().get(3), gpus.uuids().get(4), "SYS"));
    }

    @Test
    void aHostWithoutTheProgramHasNoLinks() {
        List<GpuInventory> two = List.of(
                new GpuInventory("GPU-a", 0, "A100", "", "", 1, "", false),
                new GpuInventory("GPU-b", 1, "A100", "", "", 1, "", false));

        assertThat(new GpuTopology("/nowhere/nvidia-smi", Duration.ofSeconds(5)).links(two))
                .isEmpty();
    }

    private static List<Pair> matrix(String name) throws IOException {
        try (InputStream file = TopologyMatrixTest.class.getResourceAsStream("/nvidia-smi/topology/" + name + ".txt")) {
            return TopologyMatrix.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
