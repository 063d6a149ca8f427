package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.GpuSample;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.contracts.workload.WorkloadSessions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a host measured lately. Topics keep it for an hour; whoever wants a history keeps one. Keyed by host. */
public sealed interface TelemetryEvent extends Event {
    HostId hostId();

    @Override
    default String topic() {
        return Topics.TELEMETRY;
    }

    @Override
    default String key() {
        return hostId().value();
    }

    /**
     * What its GPUs and workloads did since the sample before. One that cannot be sent is left out, so there may be gaps.
     *
     * @param at the end of what was measured, by the host's clock
     * @param uptime monotonic milliseconds since the agent started; differences of two samples are true even if the clock was set between them
     * @param seconds how long it was measured, by the monotonic clock
     * @param gpus every GPU that answered meanwhile
     * @param gpuProblem why GPUs are missing, null if nothing is known to be wrong
     * @param workloads every running workload whose container answered
     */
    @WireType(value = "telemetry.host-sampled.v2", reads = "telemetry.host-sampled.v1")
    record HostSampled(
            HostId hostId,
            Instant at,
            long uptime,
            double seconds,
            List<GpuSample> gpus,
            @Nullable String gpuProblem,
            List<WorkloadSample> workloads)
            implements TelemetryEvent {}

    /**
     * Who uses its workloads now. Missing ones leave a gap, which says neither that somebody was there nor that nobody was.
     *
     * @param at when it was seen, by the host's clock
     * @param workloads every running workload that could be looked into
     */
    @WireType("telemetry.activity-seen.v1")
    record ActivitySeen(HostId hostId, Instant at, List<WorkloadActivity> workloads) implements TelemetryEvent {}

    /**
     * Who came into its workloads and left them. Said when something changed and once a minute; each says all again that is open or ended lately, so that a lost
     * one is made good by the next.
     *
     * @param at when it was seen, by the host's clock
     * @param workloads every running workload that could be looked into
     */
    @WireType("telemetry.sessions-seen.v1")
    record SessionsSeen(HostId hostId, Instant at, List<WorkloadSessions> workloads) implements TelemetryEvent {}

    /**
     * How far the image of a workload has come that is being started; every few seconds while it is pulled.
     *
     * @param layers that are pulled or were, as far as the registry named them so far
     * @param bytes that arrived, of {@code totalBytes} that are known so far
     */
    @WireType("telemetry.image-pulling.v1")
    record ImagePulling(
            HostId hostId,
            Instant at,
            WorkloadId workloadId,
            long epoch,
            String image,
            int layers,
            int layersDone,
            long bytes,
            long totalBytes)
            implements TelemetryEvent {}
}
