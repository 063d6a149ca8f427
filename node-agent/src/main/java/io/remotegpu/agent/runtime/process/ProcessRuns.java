package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.Container;
import io.remotegpu.contracts.WorkloadId;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs in the place of containers: an open door, or a command of its own. */
final class ProcessRuns {
    private static final Logger log = LoggerFactory.getLogger(ProcessRuns.class);

    private final ProcessStore store;
    private final ProcessFolders folders;
    private final SshDoors doors;
    private final Launches launches;
    private final Clock clock;
    private volatile Consumer<WorkloadId> exitListener = workload -> {};

    ProcessRuns(ProcessStore store, ProcessFolders folders, SshDoors doors, Launches launches, Clock clock) {
        this.store = store;
        this.folders = folders;
        this.doors = doors;
        this.launches = launches;
        this.clock = clock;
    }

    void onExit(Consumer<WorkloadId> listener) {
        exitListener = listener;
    }

    void start(ProcessContainer container) {
        Launch launch = container.launch();
        if (launch == null) {
            doors.open(container);
            store.save(container.running(clock.instant(), null));
        } else {
            Process process = launches.start(container, launch, folders.volume(container.workloadId(), "home"));
            store.save(container.running(clock.instant(), process.pid()));
            follow(container, process.toHandle(), Optional.of(process));
        }
    }

    /** Goes on with what an earlier agent started. */
    void goOn(ProcessContainer container) {
        if (container.launch() == null) {
            reopen(container);
        } else {
            launches.find(container)
                    .ifPresentOrElse(
                            process -> follow(container, process, Optional.empty()),
                            () -> store.save(container.exited(clock.instant(), Launches.UNKNOWN_CODE)));
        }
    }

    void stopped(ProcessContainer container) {
        if (container.state() == Container.State.RUNNING) {
            store.save(container.exited(clock.instant(), 0));
        }
    }

    private void follow(ProcessContainer container, ProcessHandle process, Optional<Process> child) {
        launches.follow(container.id(), process, child, code -> ended(container.id(), code));
    }

    /** An end that was asked for is noted already. */
    private void ended(String containerId, int code) {
        Optional.ofNullable(store.all().get(containerId))
                .filter(container -> container.state() == Container.State.RUNNING)
                .ifPresent(container -> {
                    store.save(container.exited(clock.instant(), code));
                    exitListener.accept(container.workloadId());
                });
    }

    private void reopen(ProcessContainer container) {
        try {
            doors.open(container);
            log.info("{} is open again on its port", container.workloadId());
        } catch (RuntimeException e) {
            log.error("{} cannot be opened again: {}", container.workloadId(), e.getMessage());
            store.save(container.exited(clock.instant(), Launches.UNKNOWN_CODE));
        }
    }
}
