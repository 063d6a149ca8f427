package io.remotegpu.benchmarks.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The agent as a host runs it, and what the kernel says of its process. */
final class AgentProcess implements AutoCloseable {
    /** Of a second, as the kernel counts CPU time in {@code /proc}. */
    private static final double TICKS = 100;

    private final List<String> command;
    private final Path log;
    private Process process;

    AgentProcess(List<String> arguments, Path folder) throws IOException {
        this.command = new ArrayList<>(List.of(Path.of("bin/remotegpu-agent").toString()));
        command.addAll(arguments);
        this.log = folder.resolve("agent.log");
        this.process = launch();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void start() throws IOException {
        process = launch();
    }

    /** MiB that are in memory now. */
    double resident() throws IOException {
        return kibibytes("status", "VmRSS:") / 1024.0;
    }

    /** The same with memory that other processes share counted in parts. */
    double proportional() throws IOException {
        return kibibytes("smaps_rollup", "Pss:") / 1024.0;
    }

    int threads() throws IOException {
        return (int) kibibytes("status", "Threads:");
    }

    /** Seconds of CPU used so far, those of ended children included. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int used = 11; used <= 14; used++) {
            ticks += Long.parseLong(fields[used]);
        }
        return ticks / TICKS;
    }

    private long kibibytes(String file, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/" + file)).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
