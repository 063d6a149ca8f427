package io.remotegpu.contracts.workload;

import io.remotegpu.contracts.WorkloadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of the people who use a workload. A part is null where the host cannot see it, empty where nobody was there.
 *
 * @param sessions of an OpenSSH server inside
 * @param connections established TCP connections to its ports, those of {@code sessions} left out; a port without any is left out
 * @param notebooks null also where it has no Jupyter, or one that does not answer
 * @param processes names of what people run beside shells and the services that the image starts, each once, ten at most
 */
public record WorkloadActivity(
        WorkloadId workloadId,
        long epoch,
        @Nullable List<SshSession> sessions,
        @Nullable List<Connections> connections,
        @Nullable Notebooks notebooks,
        @Nullable List<String> processes) {

    /**
     * @param terminal such as {@code pts/0}; null for one that runs commands or forwards ports, as editors do
     * @param since when it was opened
     * @param lastInput when somebody last typed, to within ten seconds; null without a terminal
     * @param from the address it comes from, null if unknown
     * @param key the key that opened it as {@code SHA256:…}, null if unknown
     */
    public record SshSession(
            @Nullable String terminal,
            Instant since,
            @Nullable Instant lastInput,
            @Nullable String from,
            @Nullable String key) {}

    /** {@code serviceType} as the port was asked for, such as {@code rdp}. */
    public record Connections(String serviceType, int internalPort, int open) {}

    /**
     * Jupyter's own words.
     *
     * @param kernels and terminals that are open
     * @param busy kernels that compute now
     * @param lastActivity of the liveliest one, null if there is none
     */
    public record Notebooks(int kernels, int busy, @Nullable Instant lastActivity) {}
}
