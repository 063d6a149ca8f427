package io.remotegpu.agent.runtime.process;

import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Finds an environment's processes by the variables they inherited: those that left their shell ({@code nohup}, {@code setsid}) and those
 * of an earlier agent are found too.
 */
final class MarkedProcesses {
    private static final String WORKLOAD = "REMOTEGPU_ENV_ID";
    private static final String PLATFORM = "REMOTEGPU_PLATFORM_ID";

    private final String platformId;

    MarkedProcesses(String platformId) {
        this.platformId = platformId;
    }

    Map<String, String> mark(WorkloadId workload) {
        return Map.of(WORKLOAD, workload.value(), PLATFORM, platformId);
    }

    /** Asks them to end, and ends those that still run after {@code grace}. */
    void end(WorkloadId workload, Duration grace) {
        find(workload).forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + grace.toNanos();
        while (!find(workload).isEmpty() && System.nanoTime() < deadline) {
            pause();
        }
        find(workload).forEach(ProcessHandle::destroyForcibly);
    }

    List<ProcessHandle> find(WorkloadId workload) {
        return ProcessHandle.allProcesses()
                .filter(process -> isMarked(process, workload))
                .toList();
    }

    private boolean isMarked(ProcessHandle process, WorkloadId workload) {
        Path environ = Path.of("/proc", Long.toString(process.pid()), "environ");
        try {
            Set<String> variables =
                    Set.copyOf(List.of(new String(Files.readAllBytes(environ), StandardCharsets.UTF_8).split("\0")));
            return mark(workload).entrySet().stream()
                    .allMatch(mark -> variables.contains(mark.getKey() + "=" + mark.getValue()));
        } catch (IOException | IllegalArgumentException goneOrNotOurs) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
