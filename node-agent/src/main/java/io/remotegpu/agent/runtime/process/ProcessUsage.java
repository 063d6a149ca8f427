package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.ContainerUsage;
import io.remotegpu.agent.runtime.Usage;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the processes of a workload use, added up from {@code /proc}. Nobody counts what they send: they share the host's network. */
final class ProcessUsage implements Usage {
    private static final Path PROC = Path.of("/proc");
    /** What every Linux of today counts processor time in for programs, whatever its kernel does. */
    private static final long NANOS_OF_A_TICK = 10_000_000;

    private static final long PAGE = 4096;

    private final MarkedProcesses processes;
    private final Function<String, Optional<WorkloadId>> running;
    private final Map<String, Past> pasts = new ConcurrentHashMap<>();

    /** What was used up to the last look: by processes that are gone too. */
    private record Past(Map<String, Long> ticks, long cpuNanos) {
        private static final Past NONE = new Past(Map.of(), 0);
    }

    /** @param running the workload of a container that runs */
    ProcessUsage(MarkedProcesses processes, Function<String, Optional<WorkloadId>> running) {
        this.processes = processes;
        this.running = running;
    }

    @Override
    public Optional<ContainerUsage> of(String containerId) {
        Optional<WorkloadId> workload = running.apply(containerId);
        if (workload.isEmpty()) {
            pasts.remove(containerId);
        }
        return workload.map(id -> measure(containerId, id));
    }

    private ContainerUsage measure(String containerId, WorkloadId workload) {
        Past past = pasts.getOrDefault(containerId, Past.NONE);
        Map<String, Long> now = new HashMap<>();
        long used = past.cpuNanos();
        long pages = 0;
        for (ProcessHandle process : processes.find(workload)) {
            Path folder = PROC.resolve(Long.toString(process.pid()));
            String[] stat = fields(folder.resolve("stat"));
            String[] statm = fields(folder.resolve("statm"));
            if (stat.length > 21 && statm.length > 1) {
                // a process id may be another process' by now; with its start it is not
                String name = process.pid() + "@" + stat[21];
                long ticks = Long.parseLong(stat[13]) + Long.parseLong(stat[14]);
                used += (ticks - past.ticks().getOrDefault(name, 0L)) * NANOS_OF_A_TICK;
                pages += Long.parseLong(statm[1]);
                now.put(name, ticks);
            }
        }
        pasts.put(containerId, new Past(now, used));
        return new ContainerUsage(used, pages * PAGE, null, null);
    }

    /** Empty for a process that has ended. The name of a program may hold blanks and brackets, so it is made one word. */
    private static String[] fields(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            int open = text.indexOf('(');
            int close = text.lastIndexOf(')');
            String plain = open < 0 ? text : text.substring(0, open) + "name" + text.substring(close + 1);
            return plain.strip().split("\\s+");
        } catch (IOException gone) {
            return new String[0];
        }
    }
}
