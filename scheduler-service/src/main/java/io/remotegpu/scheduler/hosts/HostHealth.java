package io.remotegpu.scheduler.hosts;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a host is, with its GPUs, as those who run it see it. {@code healthy} while it is heard and all its GPUs are well, {@code degraded} when one is not or is
 * gone, {@code unhealthy} when none is left that is well or it was declared lost. What nobody hears is {@code suspect}, then {@code unknown}: what it said
 * of its GPUs last may be true no longer.
 *
 * @param causes none while it is healthy
 */
record HostHealth(String status, List<String> causes) {
    private static final String HEALTHY = "healthy";

    /**
     * @param heard healthy, suspect or unknown, by its heartbeats
     * @param present GPUs that it lists
     * @param well of these, those that are healthy
     * @param unwell what is wrong with each of the others
     * @param gone one for each GPU that it lists no more
     */
    static HostHealth of(String heard, boolean lost, int present, int well, List<String> unwell, List<String> gone) {
        List<String> ofGpus = Stream.concat(gone.stream(), unwell.stream()).toList();
        if (lost) {
            return new HostHealth("unhealthy", with("declared lost", ofGpus));
        }
        if (!heard.equals(HEALTHY)) {
            return new HostHealth(heard, with("no heartbeat", ofGpus));
        }
        boolean hadGpus = present > 0 || !gone.isEmpty();
        String status = hadGpus && well == 0 ? "unhealthy" : ofGpus.isEmpty() ? HEALTHY : "degraded";
        return new HostHealth(status, ofGpus);
    }

    private static List<String> with(String cause, List<String> others) {
        return Stream.concat(Stream.of(cause), others.stream()).toList();
    }
}
