package io.remotegpu.agent.disk;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.runtime.DiskPlaces;
import io.remotegpu.agent.runtime.Disks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was last measured of each running container. One thread measures; any may read. */
final class DiskAccounts {
    private static final Logger log = LoggerFactory.getLogger(DiskAccounts.class);
    /** Once may be the work of a busy disk. */
    private static final int UNCOUNTABLE = 2;

    private static final Duration TO_REMOVE_SOME = Duration.ofMinutes(30);

    private final Disks disks;
    private final Measuring measuring;
    private final LongSupplier nanos;
    private final Map<String, DiskAccount> accounts = new ConcurrentHashMap<>();
    private final Map<String, Long> triedNanos = new ConcurrentHashMap<>();
    private final Map<String, Uncounted> uncounted = new ConcurrentHashMap<>();
    private final Overdrawn overdrawn;

    /** @param times in a row, the first at {@code sinceNanos} */
    private record Uncounted(int times, long sinceNanos) {
        Uncounted again() {
            return new Uncounted(times + 1, sinceNanos);
        }
    }

    /** What a container keeps; empty if that takes too long to find out. */
    interface Measuring {
        Optional<Measured> measure(String containerId, DiskPlaces places);
    }

    DiskAccounts(Disks disks, Measuring measuring, Overdrawn overdrawn, LongSupplier nanos) {
        this.disks = disks;
        this.overdrawn = overdrawn;
        this.measuring = measuring;
        this.nanos = nanos;
    }

    Optional<DiskAccount> find(String container) {
        return Optional.ofNullable(accounts.get(container));
    }

    /** Bytes that it may write before it can be over a limit; none where nothing is known of it. */
    long room(RunningWorkload workload) {
        return find(workload.containerId()).map(DiskAccount::room).orElse(0L);
    }

    /** Bytes that it wrote between its last two measurements. */
    long grown(RunningWorkload workload) {
        return find(workload.containerId()).map(DiskAccount::grown).orElse(0L);
    }

    boolean isOlderThan(Duration age, String container) {
        Long tried = triedNanos.get(container);
        return tried == null || nanos.getAsLong() - tried >= age.toNanos();
    }

    /** Empty if it could not be measured now. */
    Optional<DiskAccount> measure(RunningWorkload workload, long usable) {
        String container = workload.containerId();
        triedNanos.put(container, nanos.getAsLong());
        try {
            return disks.of(container).flatMap(places -> measure(workload, places, usable));
        } catch (RuntimeException failure) {
            log.warn("the disk of {} cannot be measured now: {}", workload.workloadId(), failure.toString());
            return Optional.empty();
        }
    }

    boolean isUncounted(RunningWorkload workload) {
        return uncounted.containsKey(workload.containerId());
    }

    /** Whether it must end for that its files cannot be counted in time; one that was stopped for it before has a while to remove some. */
    boolean keepsTooManyFiles(RunningWorkload workload) {
        Uncounted known = uncounted.get(workload.containerId());
        return known != null
                && known.times() >= UNCOUNTABLE
                && (!overdrawn.wasUncounted(workload.workloadId())
                        || nanos.getAsLong() - known.sinceNanos() >= TO_REMOVE_SOME.toNanos());
    }

    void noteTooManyFiles(RunningWorkload workload) {
        overdrawn.noteUncounted(workload.workloadId());
    }

    /** Begun anew with the next measurement: what it wrote before does not count against it twice. */
    void forget(String container) {
        accounts.remove(container);
    }

    void retain(Set<String> containers) {
        accounts.keySet().retainAll(containers);
        triedNanos.keySet().retainAll(containers);
        uncounted.keySet().retainAll(containers);
    }

    private Optional<DiskAccount> measure(RunningWorkload workload, DiskPlaces places, long usable) {
        Optional<Measured> now = measuring.measure(workload.containerId(), places);
        if (now.isEmpty()) {
            Uncounted first = new Uncounted(1, nanos.getAsLong());
            uncounted.merge(workload.containerId(), first, (known, one) -> known.again());
            log.warn("{} keeps so many files that they cannot be counted in time", workload.workloadId());
            return Optional.empty();
        }
        uncounted.remove(workload.containerId());
        DiskAccount account = account(workload, places, accounts.get(workload.containerId()), now.get(), usable);
        accounts.put(workload.containerId(), account);
        overdrawn.note(workload.workloadId(), account);
        return Optional.of(account);
    }

    private DiskAccount account(
            RunningWorkload workload, DiskPlaces places, @Nullable DiskAccount before, Measured now, long usable) {
        return before == null
                ? DiskAccount.opened(
                        places.limits(), now, overdrawn.tolerated(workload.workloadId(), now.volumes()), usable)
                : before.measured(now, usable);
    }
}
