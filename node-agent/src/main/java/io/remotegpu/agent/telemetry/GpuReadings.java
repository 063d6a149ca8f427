package io.remotegpu.agent.telemetry;

import io.remotegpu.contracts.workload.GpuSample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was read of each GPU since the last taking. */
public final class GpuReadings {
    private static final int LONGEST_PROBLEM = 300;

    private Map<String, GpuSum> sums = new TreeMap<>();
    private @Nullable String problem;
    private boolean complained;

    GpuReadings() {}

    /** @param problem what is wrong: until GPUs are read and nothing is said against it */
    public record Taken(List<GpuSample> gpus, @Nullable String problem) {}

    synchronized void add(GpuLine line) {
        sums.computeIfAbsent(line.uuid(), uuid -> new GpuSum()).add(line);
    }

    synchronized void complain(String words) {
        problem = words.length() > LONGEST_PROBLEM ? words.substring(0, LONGEST_PROBLEM) : words;
        complained = true;
    }

    synchronized Taken take() {
        if (!complained && !sums.isEmpty()) {
            problem = null;
        }
        List<GpuSample> gpus = sums.entrySet().stream()
                .map(sum -> sum.getValue().sample(sum.getKey()))
                .toList();
        sums = new TreeMap<>();
        complained = false;
        return new Taken(gpus, problem);
    }
}
