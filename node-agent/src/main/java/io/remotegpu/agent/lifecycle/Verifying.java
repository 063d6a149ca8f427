package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuReset;
import io.remotegpu.agent.hooks.GpuHolders;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.workload.GpuEvidence;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out VerifyGpus. A driver needs a moment to free memory after its last process, so a dirty GPU is looked at again. */
final class Verifying {
    private static final int LOOKS = 8;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final GpuInspector inspector;
    private final GpuHolders holders;
    private final Answers answers;

    Verifying(GpuInspector inspector, GpuHolders holders, Answers answers) {
        this.inspector = inspector;
        this.holders = holders;
        this.answers = answers;
    }

    void handle(WorkloadLane lane, VerifyGpus command, @Nullable String trace) {
        List<GpuEvidence> evidence = patiently(command.gpus());
        if (!isClean(evidence) && inspector.reset().isPresent()) {
            evidence = afterReset(lane, command, evidence, inspector.reset().get());
        }
        answers.say(
                isClean(evidence)
                        ? new GpuVerifiedClean(answers.host(), command.workloadId(), command.epoch(), evidence)
                        : new GpuDirty(answers.host(), command.workloadId(), command.epoch(), evidence),
                trace);
    }

    private List<GpuEvidence> afterReset(
            WorkloadLane lane, VerifyGpus command, List<GpuEvidence> evidence, GpuReset reset) {
        Resetting.Attempt attempt = new Resetting(reset, holders).attempt(lane, command, evidence);
        return (attempt.tried() ? patiently(command.gpus()) : evidence)
                .stream()
                        .map(gpu -> {
                            String outcome = attempt.outcomes().get(gpu.uuid());
                            return outcome == null ? gpu : gpu.afterReset(outcome);
                        })
                        .toList();
    }

    private List<GpuEvidence> patiently(List<String> gpus) {
        List<GpuEvidence> evidence = look(gpus);
        for (int look = 1; look < LOOKS && !isClean(evidence); look++) {
            Persistently.sleep(BETWEEN_LOOKS);
            evidence = look(gpus);
        }
        return evidence;
    }

    private List<GpuEvidence> look(List<String> gpus) {
        return inspector.inspect(gpus).stream().map(this::withHolder).toList();
    }

    private GpuEvidence withHolder(GpuEvidence seen) {
        return holders.holders(seen.uuid()).stream()
                .findFirst()
                .map(holder -> seen.dirtyFor("it is held by " + holder + ", which runs on this host"))
                .orElse(seen);
    }

    private static boolean isClean(List<GpuEvidence> evidence) {
        return evidence.stream().allMatch(gpu -> gpu.problem() == null);
    }
}
