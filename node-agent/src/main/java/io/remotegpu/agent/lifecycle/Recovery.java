package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known after a start of the agent: the journal, mended from the labels of every container that is newer than its record or has
 * none. A container that no record fences could be replaced by an older command, and its GPUs be leased to someone else.
 */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final Journal journal;
    private final ContainerRuntime runtime;

    Recovery(Journal journal, ContainerRuntime runtime) {
        this.journal = journal;
        this.runtime = runtime;
    }

    /** Throws while the runtime does not answer, and has changed nothing then. */
    Collection<WorkloadRecord> load() {
        List<ContainerSummary> oldestFirst = runtime.list().stream()
                .sorted(Comparator.comparingLong(ContainerSummary::epoch))
                .toList();
        Journal.Contents contents = journal.load();
        Map<WorkloadId, WorkloadRecord> known = new LinkedHashMap<>();
        contents.records().forEach(workload -> known.put(workload.workloadId(), workload));
        oldestFirst.forEach(container -> mend(known, container));
        contents.damaged().stream()
                .filter(workload -> !known.containsKey(workload))
                .forEach(lost -> log.error("{} has no container to be rebuilt from: its epoch is forgotten", lost));
        return known.values();
    }

    private void mend(Map<WorkloadId, WorkloadRecord> known, ContainerSummary listed) {
        WorkloadRecord before = known.get(listed.workloadId());
        if (before != null && before.epoch() >= listed.epoch()) {
            return;
        }
        runtime.inspect(listed.id()).ifPresent(container -> {
            WorkloadRecord base = before == null ? WorkloadRecord.fresh(listed.workloadId()) : before;
            WorkloadRecord mended = mended(base, container);
            journal.save(mended);
            known.put(mended.workloadId(), mended);
            log.warn("{} is rebuilt from its container, epoch {}", mended.workloadId(), mended.epoch());
        });
    }

    private static WorkloadRecord mended(WorkloadRecord base, Container container) {
        WorkloadRecord starting = base.starting(container.epoch(), container.gpus());
        return container.startedAt() == null
                ? starting.failed(new WorkloadFailure(FailureCause.HOST_ERROR, "the journal was lost during its start"))
                : starting.running(container.id(), container.startedAt());
    }
}
