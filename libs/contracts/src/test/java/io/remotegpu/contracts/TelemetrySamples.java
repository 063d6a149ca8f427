package io.remotegpu.contracts;

import io.remotegpu.contracts.TelemetryEvent.ActivitySeen;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.TelemetryEvent.ImagePulling;
import io.remotegpu.contracts.TelemetryEvent.SessionsSeen;
import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.DiskUse;
import io.remotegpu.contracts.workload.GpuSample;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.contracts.workload.WorkloadActivity.Connections;
import io.remotegpu.contracts.workload.WorkloadActivity.Notebooks;
import io.remotegpu.contracts.workload.WorkloadActivity.SshSession;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.contracts.workload.WorkloadSessions;
import io.remotegpu.contracts.workload.WorkloadSessions.Session;
import java.util.List;

final class TelemetrySamples {
    private TelemetrySamples() {}

    static List<Message> all() {
        return List.of(hostSampled(), activitySeen(), sessionsSeen(), imagePulling());
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
                        Samples.ENVIRONMENT,
                        Samples.EPOCH,
                        List.of(Samples.GPU),
                        3.5,
                        12_288,
                        1_048_576L,
                        4_096L,
                        new DiskUse(9_400, 10_240, 512, 20_480, 0),
                        List.of(new Condition(Condition.Kind.DISK_NEARLY_FULL, "9400 of 10240 MiB are used")))));
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

    private static SessionsSeen sessionsSeen() {
        return new SessionsSeen(
                Samples.HOST,
                Samples.NOON,
                List.of(new WorkloadSessions(
                        Samples.ENVIRONMENT,
                        Samples.EPOCH,
                        List.of(new Session(
                                "4f1c2a9be07d-4711-1234567",
                                WorkloadSessions.Kind.SSH,
                                Samples.NOON.minusSeconds(7_200),
                                Samples.NOON.minusSeconds(3),
                                "192.0.2.9",
                                "SHA256:uNiVztksCsDhcc0u9e8BrrQXVUpKZIDTMczCvj3tD2s")))));
    }

    private static ImagePulling imagePulling() {
        return new ImagePulling(
                Samples.HOST,
                Samples.NOON,
                Samples.ENVIRONMENT,
                Samples.EPOCH,
                "registry.example.org/team/torch:2.9",
                12,
                3,
                1_288_490_188L,
                4_294_967_296L);
    }
}
