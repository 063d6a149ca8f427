package io.remotegpu.agent.gpu.amd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Outputs that were composed by hand, programs that print them, and the kernel's files. */
final class AmdOutputs {
    static final String IDLE = "GPU-0a1b2c3d4e5f6071";
    static final String BUSY = "GPU-1a1b2c3d4e5f6072";
    private static final String[] PROGRAM = {"#!/bin/sh", "cat \"$(dirname \"$0\")/$(basename \"$0\").$1\""};

    private AmdOutputs() {}

    static String read(String file) {
        try (var stream = Objects.requireNonNull(AmdOutputs.class.getResourceAsStream("/amd-smi/" + file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AmdSmiJson.Said said(String metric, String process) {
        return new AmdSmiJson.Said(read("list.json"), read("static.json"), read(metric), read(process));
    }

    /** One that prints the file that is named like its first argument. */
    static Path program(Path folder, String name) throws IOException {
        Path program = Files.writeString(folder.resolve(name), String.join("\n", PROGRAM) + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    /** What the kernel shows of a card: its number as a node, and what a process holds of it. */
    static void kernelKnows(Path kfd, long serial, int gpuId, long process, long bytes) throws IOException {
        Path node = Files.createDirectories(kfd.resolve("topology/nodes/" + gpuId));
        Files.writeString(node.resolve("properties"), "simd_count 440\nunique_id " + serial + "\n");
        Files.writeString(node.resolve("gpu_id"), gpuId + "\n");
        Path folder = Files.createDirectories(kfd.resolve("proc/" + process));
        Files.writeString(folder.resolve("vram_" + gpuId), bytes + "\n");
    }

    /** A graphics device of that name at that address. */
    static Path drm(Path folder, String name, String bus) throws IOException {
        Path device = Files.createDirectories(folder.resolve("devices").resolve(bus));
        Path node = Files.createDirectories(folder.resolve("drm").resolve(name));
        Files.createSymbolicLink(node.resolve("device"), device);
        return device;
    }
}
