package io.remotegpu.contracts;

import io.remotegpu.contracts.TelemetryEvent.ActivitySeen;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.workload.GpuSample;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.contracts.workload.WorkloadActivity.Connections;
import io.remotegpu.contracts.workload.WorkloadActivity.Notebooks;
import io.remotegpu.contracts.workload.WorkloadActivity.SshSession;
import io.remotegpu.contracts.workload.WorkloadSample;
import java.util.List;

final class TelemetrySamples {
    private TelemetrySamples() {}

    static List<Message> all() {
        return List.of(hostSampled(), activitySeen());
    }

    private static HostSampled hostSampled() {
        return new HostSampled(
                Samples.HOST,
                Samples.NOON,
                86_400_000,
                15.004,
                List.of(new GpuSample(Samples.GPU, 3, 91.5, 97, 40.25, 61_440, 81_920, 71, 312.75)),
                "GPU 1 is lost",
                List.of(new WorkloadSample(
                        Samples.ENVIRONMENT, Samples.EPOCH, List.of(Samples.GPU), 3.5, 12_288, 1_048_576L, 4_096L)));
    }

    private static ActivitySeen activitySeen() {
        SshSession session = new SshSession(
                "pts/0",
                Samples.NOON.minusSeconds(7_200),
                Samples.NOON.minusSeconds(40),
                "192.0.2.9",
                "SHA256:uNiVztksCsDhcc0u9e8BrrQXVUpKZIDTMczCvj3tD2s");
        return new ActivitySeen(
                Samples.HOST,
                Samples.NOON,
                List.of(new WorkloadActivity(
                        Samples.ENVIRONMENT,
                        Samples.EPOCH,
                        List.of(session),
                        List.of(new Connections("rdp", 3389, 1)),
                        new Notebooks(2, 1, Samples.NOON.minusSeconds(5)),
                        List.of("python3"))));
    }
}
