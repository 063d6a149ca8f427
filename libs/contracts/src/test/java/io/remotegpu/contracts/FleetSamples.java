package io.remotegpu.contracts;

import io.remotegpu.contracts.EnrollmentEvent.EnrollmentTokenCreated;
import io.remotegpu.contracts.EnrollmentEvent.EnrollmentTokenRevoked;
import io.remotegpu.contracts.EnrollmentEvent.HostEnrolled;
import io.remotegpu.contracts.EnrollmentEvent.HostEnrollmentRevoked;
import io.remotegpu.contracts.FleetEvent.GpuFitAgain;
import io.remotegpu.contracts.FleetEvent.GpuMaintenanceEnded;
import io.remotegpu.contracts.FleetEvent.GpuMaintenanceStarted;
import io.remotegpu.contracts.FleetEvent.GpuUnfit;
import io.remotegpu.contracts.FleetEvent.HostAdministered;
import io.remotegpu.contracts.FleetEvent.HostIncomplete;
import io.remotegpu.contracts.FleetEvent.HostRemoved;
import io.remotegpu.contracts.FleetEvent.SagaStuck;
import io.remotegpu.contracts.workload.GpuHealth;
import java.util.List;

final class FleetSamples {
    private static final long MAINTENANCE = 5;
    private static final long INCIDENT = 7;
    private static final long TOKEN = 12;

    private FleetSamples() {}

    static List<Message> all() {
        return List.of(
                new GpuMaintenanceStarted(Samples.HOST, Samples.GPU, MAINTENANCE, Samples.NOON),
                new GpuMaintenanceEnded(Samples.HOST, Samples.GPU, MAINTENANCE, Samples.NOON),
                new GpuUnfit(
                        Samples.HOST,
                        Samples.GPU,
                        INCIDENT,
                        GpuHealth.UNHEALTHY,
                        "Xid 79: GPU has fallen off the bus.",
                        Samples.NOON),
                new GpuFitAgain(Samples.HOST, Samples.GPU, INCIDENT, Samples.NOON),
                new HostIncomplete(
                        Samples.HOST,
                        "a100-01",
                        List.of(Samples.GPU),
                        "GPU 3 (NVIDIA A100-SXM4-80GB, " + Samples.GPU + ") is gone",
                        true,
                        Samples.NOON),
                new HostRemoved(Samples.HOST, Samples.NOON),
                new HostAdministered(Samples.HOST, Samples.GPU, "maintenance", Samples.CUSTOMER, "admin"),
                new SagaStuck(Samples.HOST, Samples.CHANGE, "stop-workload", "env-7f3k2m9q", "verify", 5, Samples.NOON),
                new HostKey(Samples.HOST, "MCowBQYDK2VwAyEA1cDrzbLJDvDWRXEyVcJFRQq3BM1ZFW9oDV3IrdG1VWI=", false),
                new EnrollmentTokenCreated(TOKEN, Samples.HOST, Samples.NOON, Samples.CUSTOMER, "admin"),
                new EnrollmentTokenRevoked(TOKEN, Samples.CUSTOMER, "admin"),
                new HostEnrolled(Samples.HOST, TOKEN, "SHA256:yb2XoMfEzOrT8Gz2yl5hFbkO2zcBVo8Q9b3v1TQ0G5c"),
                new HostEnrollmentRevoked(Samples.HOST, Samples.CUSTOMER, "admin"));
    }
}
