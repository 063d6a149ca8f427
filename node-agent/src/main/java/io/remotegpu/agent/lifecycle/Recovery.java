package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.journal.WorkloadRecord;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known after a start of the agent: the journal, mended from container labels where a file was damaged. */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final Journal journal;
    private final ContainerRuntime runtime;

    Recovery(Journal journal, ContainerRuntime runtime) {
        this.journal = journal;
        this.runtime = runtime;
    }

    List<WorkloadRecord> load() {
        Journal.Contents contents = journal.load();
        List<ContainerSummary> containers = runtime.list();
        List<WorkloadRecord> known = Stream.concat(
                        contents.records().stream(),
                        contents.damaged().stream().flatMap(id -> mend(id, containers).stream()))
                .toList();
        containers.stream()
                .filter(container ->
                        known.stream().noneMatch(one -> one.workloadId().equals(container.workloadId())))
                .forEach(stranger -> log.warn(
                        "container {} of {} is not in the journal; it is left alone, look at it by hand",
                        stranger.id(),
                        stranger.workloadId()));
        return known;
    }

    /** Of several containers the newest epoch counts: the fence must not move back. */
    private Optional<WorkloadRecord> mend(WorkloadId workload, List<ContainerSummary> containers) {
        return containers.stream()
                .filter(container -> container.workloadId().equals(workload))
                .max(java.util.Comparator.comparingLong(ContainerSummary::epoch))
                .flatMap(container -> runtime.inspect(container.id()))
                .map(this::rebuilt);
    }

    private WorkloadRecord rebuilt(Container container) {
        WorkloadRecord started =
                WorkloadRecord.fresh(container.workloadId()).starting(container.epoch(), container.gpus());
        WorkloadRecord mended = container.startedAt() == null
                ? started.failed(
                        new WorkloadFailure(FailureCause.HOST_ERROR, "the journal was damaged during its start"))
                : started.running(container.id(), container.startedAt());
        journal.save(mended);
        log.info("{} is rebuilt from its container, epoch {}", container.workloadId(), container.epoch());
        return mended;
    }
}
