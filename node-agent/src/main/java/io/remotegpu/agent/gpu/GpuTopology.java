package io.remotegpu.agent.gpu;

import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.GpuLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks {@code nvidia-smi topo -m} how the GPUs of this host are joined. */
public final class GpuTopology {
    private static final Logger log = LoggerFactory.getLogger(GpuTopology.class);
    private static final String SLICE = "MIG-";

    /** Says of no pair how it is joined. */
    public static final GpuTopology UNTOLD = new GpuTopology(null, Duration.ZERO);

    private final @Nullable String executable;
    private final Duration timeout;

    /** @param executable null if there is nobody to ask */
    public GpuTopology(@Nullable String executable, Duration timeout) {
        this.executable = executable;
        this.timeout = timeout;
    }

    /** The pairs of these that the driver knows of. Slices of one GPU are no pair of cards, so they are left out; without an answer there is none. */
    public List<GpuLink> links(List<GpuInventory> gpus) {
        Map<Integer, String> uuids = new TreeMap<>();
        gpus.stream().filter(gpu -> !gpu.uuid().startsWith(SLICE)).forEach(gpu -> uuids.put(gpu.index(), gpu.uuid()));
        return executable == null || uuids.size() < 2 ? List.of() : links(TopologyMatrix.parse(ask(executable)), uuids);
    }

    static List<GpuLink> links(List<TopologyMatrix.Pair> pairs, Map<Integer, String> uuids) {
        List<GpuLink> links = new ArrayList<>();
        for (TopologyMatrix.Pair pair : pairs) {
            String one = uuids.get(pair.one());
            String other = uuids.get(pair.other());
            if (one != null && other != null) {
                links.add(new GpuLink(one, other, pair.link()));
            }
        }
        return links;
    }

    /** Even of sixteen GPUs and as many network cards the matrix fits into a pipe, so nobody need read while it is written. */
    private String ask(String program) {
        try {
            Process asked = new ProcessBuilder(program, "topo", "-m")
                    .redirectErrorStream(true)
                    .start();
            if (!asked.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                asked.destroyForcibly();
                log.warn("{} topo -m did not answer within {} s", program, timeout.toSeconds());
                return "";
            }
            return asked.exitValue() == 0
                    ? new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException unreadable) {
            log.warn("how GPUs are joined is not known: {}", unreadable.getMessage());
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
