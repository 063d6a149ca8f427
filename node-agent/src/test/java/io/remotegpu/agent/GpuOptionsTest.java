package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuOptionsTest {
    @TempDir
    Path folder;

    @Test
    void takesAmdsCardsWhereOnlyTheirProgramsAre() throws IOException {
        GpuOptions options = options();
        assertThat(options.isAmd()).isFalse();

        install("rocm-smi");
        assertThat(options.isAmd()).isTrue();

        install("nvidia-smi");
        assertThat(options.isAmd()).isFalse();
    }

    @Test
    void doesAsItIsTold() throws IOException {
        GpuOptions options = options();
        options.vendor = GpuOptions.Vendor.amd;
        assertThat(options.isAmd()).isTrue();

        install("amd-smi");
        options.vendor = GpuOptions.Vendor.nvidia;
        assertThat(options.isAmd()).isFalse();
    }

    @Test
    void hasNoCardsOfAmdThatAreMadeUpOrInACluster() {
        AgentOptions options = new AgentOptions();
        options.gpu = options();
        options.gpu.vendor = GpuOptions.Vendor.amd;
        options.simulateGpus = 2;

        assertThatThrownBy(options::hasAmdCards).hasMessageContaining("--simulate-gpus");
        options.simulateGpus = 0;
        assertThat(options.hasAmdCards()).isTrue();
    }

    private GpuOptions options() {
        GpuOptions options = new GpuOptions();
        options.nvidiaSmi = folder.resolve("nvidia-smi").toString();
        options.amdSmi = folder.resolve("amd-smi").toString();
        options.rocmSmi = folder.resolve("rocm-smi").toString();
        return options;
    }

    private void install(String name) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
