package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.Demand;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A host that is kept for a request that has waited long enough, and what others may have of it all the same. Whoever starts there by these rules
 * does not make that request wait any longer than it is expected to.
 *
 * @param rank the place of that request in the queue
 * @param standing its priority, grown by waiting
 * @param until when it is expected to start; null if nobody can tell
 * @param cpu cores that will be left over then
 * @param memory MiB that will be left over then
 * @param gpus GPUs that will be left over then
 */
public record KeptHost(
        HostId host, int rank, int standing, @Nullable Instant until, double cpu, int memory, int gpus) {
    /** Bringing something up and taking it down takes a while, which no stated duration counts. */
    static final Duration MARGIN = Duration.ofMinutes(2);

    /**
     * Who wants to go there.
     *
     * @param rank its place in the queue, null if it comes just now
     * @param longest how long it runs at most, null if it does not say
     */
    record Candidate(
            @Nullable Integer rank, int priority, @Nullable Duration longest, Demand demand) {}

    boolean admits(Candidate candidate, Instant now) {
        return precedes(candidate) || isGoneInTime(candidate, now) || takesWhatIsLeftOver(candidate.demand());
    }

    private boolean precedes(Candidate candidate) {
        return candidate.rank() == null ? candidate.priority() > standing : candidate.rank() < rank;
    }

    private boolean isGoneInTime(Candidate candidate, Instant now) {
        return candidate.longest() != null
                && until != null
                && !now.plus(candidate.longest()).plus(MARGIN).isAfter(until);
    }

    /** Of the disk nobody reckons what will be left over. */
    private boolean takesWhatIsLeftOver(Demand demand) {
        return demand.disk() == 0 && demand.cpu() <= cpu && demand.memory() <= memory && demand.gpus() <= gpus;
    }
}
