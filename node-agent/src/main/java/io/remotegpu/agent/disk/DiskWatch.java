package io.remotegpu.agent.disk;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.rounds.Rounds;
import io.remotegpu.agent.runtime.Sight;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.DiskUse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps workloads within what they may keep on disk. Measuring walks through all their files, so it is done now and then; but what the whole file system
 * has left costs nothing to ask, and nobody can have written more than that fell by. So whoever may have got over a limit meanwhile is measured at
 * once, and nobody gets further beyond than they write in a second and a measurement.
 */
public final class DiskWatch {
    private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** Others write too: for less than this nobody is measured out of turn. */
    private static final long LEAST_FALL = 64L << 20;

    private final Supplier<List<RunningWorkload>> workloads;
    private final DiskSpace space;
    private final DiskAccounts accounts;
    private final BiConsumer<RunningWorkload, String> end;
    private final DiskSettings settings;
    private boolean warned;

    DiskWatch(
            Supplier<List<RunningWorkload>> workloads,
            DiskSpace space,
            DiskAccounts accounts,
            BiConsumer<RunningWorkload, String> end,
            DiskSettings settings) {
        this.workloads = workloads;
        this.space = space;
        this.accounts = accounts;
        this.end = end;
        this.settings = settings;
    }

    /**
     * @param end stops a workload for a reason that its owner is told
     * @param lives whether anything of a workload is on this host
     * @param notes file that remembers who was over a limit
     */
    public static DiskWatch of(
            Supplier<List<RunningWorkload>> workloads,
            Predicate<WorkloadId> lives,
            Sight sight,
            BiConsumer<RunningWorkload, String> end,
            Path notes,
            DiskSettings settings) {
        DiskMeter meter = new DiskMeter(sight.insides());
        Overdrawn overdrawn = new Overdrawn(notes, lives);
        DiskAccounts accounts = new DiskAccounts(sight.disks(), meter::measure, overdrawn, System::nanoTime);
        return new DiskWatch(workloads, DiskSpace.of(sight.disks()), accounts, end, settings);
    }

    /** Returns when its thread is interrupted. */
    public void run() {
        new Rounds(log, "the disk cannot be watched now").run(this::look, BETWEEN_LOOKS);
    }

    /** As last measured; null if it could not be. */
    public @Nullable DiskUse use(String containerId) {
        return accounts.find(containerId).map(DiskAccount::use).orElse(null);
    }

    public Optional<Condition> condition(String containerId) {
        return accounts.find(containerId)
                .flatMap(DiskAccount::nearly)
                .map(words -> new Condition(Condition.Kind.DISK_NEARLY_FULL, words));
    }

    void look() {
        List<RunningWorkload> running = workloads.get();
        accounts.retain(running.stream().map(RunningWorkload::containerId).collect(Collectors.toSet()));
        long usable = space.usable();
        running.stream()
                .filter(workload -> isDue(workload.containerId(), usable))
                .sorted(Comparator.comparingLong(accounts::room))
                .forEach(workload -> measure(workload, usable));
        if (usable < settings.reserveBytes()) {
            relieve(running, usable);
        } else {
            warned = false;
        }
    }

    private boolean isDue(String container, long usable) {
        return accounts.isOlderThan(settings.interval(), container)
                || accounts.find(container)
                        .filter(account -> account.usable() - usable >= Math.max(LEAST_FALL, account.room()))
                        .isPresent();
    }

    private void measure(RunningWorkload workload, long usable) {
        accounts.measure(workload, usable).flatMap(DiskAccount::over).ifPresent(reason -> end(workload, reason));
        if (accounts.keepsTooManyFiles(workload)) {
            accounts.noteTooManyFiles(workload);
            end(
                    workload,
                    "it keeps more files than can be counted in a minute, so nobody can tell whether it keeps more than"
                            + " it may: it was stopped. It can be started again for half an hour to remove some");
        }
    }

    /** The host's own room is going: who cannot be counted and who wrote the most lately end first, who did not write does not. */
    private void relieve(List<RunningWorkload> running, long usable) {
        running.stream()
                .filter(workload -> accounts.isOlderThan(BETWEEN_LOOKS, workload.containerId()))
                .forEach(workload -> measure(workload, usable));
        running.stream()
                .filter(workload -> accounts.isUncounted(workload) || accounts.grown(workload) >= LEAST_FALL)
                .max(Comparator.comparing(accounts::isUncounted).thenComparingLong(accounts::grown))
                .ifPresentOrElse(workload -> end(workload, filled(usable)), () -> warnOnce(usable));
    }

    private static String filled(long usable) {
        return "its host has %s left on its disk, and it wrote the most lately: it was stopped. It can be started again when there is room"
                .formatted(DiskAccount.words(usable));
    }

    private void end(RunningWorkload workload, String reason) {
        log.warn("{} is stopped: {}", workload.workloadId(), reason);
        accounts.forget(workload.containerId());
        end.accept(workload, reason);
    }

    private void warnOnce(long usable) {
        if (!warned) {
            warned = true;
            log.error("the disk has {} left, and no workload fills it: make room", DiskAccount.words(usable));
        }
    }
}
