package io.remotegpu.contracts;

import io.remotegpu.contracts.FleetEvent.GpuMaintenanceEnded;
import io.remotegpu.contracts.FleetEvent.GpuMaintenanceStarted;
import java.util.List;

final class FleetSamples {
    private static final long MAINTENANCE = 5;

    private FleetSamples() {}

    static List<Message> all() {
        return List.of(
                new GpuMaintenanceStarted(Samples.HOST, Samples.GPU, MAINTENANCE, Samples.NOON),
                new GpuMaintenanceEnded(Samples.HOST, Samples.GPU, MAINTENANCE, Samples.NOON));
    }
}
