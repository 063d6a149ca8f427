package io.remotegpu.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Parts that outlived a killed platform: found by their pid files and stopped, because two of one kind must not serve one folder. */
final class Orphans {
    private static final int PATIENCE_SECONDS = 20;

    private Orphans() {}

    static void stopAll(StateFolder folder) throws IOException {
        stop(folder.of("node-agent.pid"), "io.remotegpu.agent.NodeAgent");
        stop(folder.of("redis/redis.pid"), "redis-server");
        stop(folder.of("postgres/postmaster.pid"), "postgres");
    }

    /** {@code mark} is part of its command line: the pid may meanwhile belong to someone else. */
    static void stop(Path pidFile, String mark) throws IOException {
        List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")) {
            return;
        }
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info().commandLine().orElse("").contains(mark))
                .ifPresent(Orphans::stop);
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
