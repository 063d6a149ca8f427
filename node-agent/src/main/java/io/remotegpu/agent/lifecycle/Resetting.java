package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.gpu.GpuReset;
import io.remotegpu.agent.hooks.GpuHolders;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.workload.GpuEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt for each epoch to reset GPUs that are not clean. It is in the journal before it begins, so that one that takes the agent with it is the last. */
final class Resetting {
    private static final Logger log = LoggerFactory.getLogger(Resetting.class);
    private static final String BEFORE = "a reset was begun under this epoch before, and none is tried twice";

    private final GpuReset reset;
    private final GpuHolders holders;

    Resetting(GpuReset reset, GpuHolders holders) {
        this.reset = reset;
        this.holders = holders;
    }

    /**
     * What came of it.
     *
     * @param outcomes for each GPU that is not clean, or why it was not tried
     * @param tried whether any was reset, so that it is worth while to look again
     */
    record Attempt(Map<String, String> outcomes, boolean tried) {}

    Attempt attempt(WorkloadLane lane, VerifyGpus command, List<GpuEvidence> evidence) {
        List<String> dirty = evidence.stream()
                .filter(gpu -> gpu.problem() != null)
                .map(GpuEvidence::uuid)
                .toList();
        if (lane.known().resetEpoch() == command.epoch()) {
            return new Attempt(dirty.stream().collect(Collectors.toMap(uuid -> uuid, uuid -> BEFORE)), false);
        }
        Map<String, String> outcomes = new TreeMap<>();
        for (String uuid : dirty) {
            Optional<String> objection =
                    reset.objection(uuid, gpu -> !holders.holders(gpu).isEmpty());
            outcomes.put(uuid, objection.map(why -> "not reset: " + why).orElseGet(() -> reset(lane, command, uuid)));
        }
        return new Attempt(outcomes, lane.known().resetEpoch() == command.epoch());
    }

    private String reset(WorkloadLane lane, VerifyGpus command, String uuid) {
        lane.change(now -> now.resetting(command.epoch()));
        log.warn("GPU {} is not clean though nobody uses it and is reset", uuid);
        String outcome = reset.reset(uuid);
        log.info("GPU {}: {}", uuid, outcome);
        return outcome;
    }
}
