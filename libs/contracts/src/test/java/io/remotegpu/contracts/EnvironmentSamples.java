package io.remotegpu.contracts;

import static io.remotegpu.contracts.Samples.CUSTOMER;
import static io.remotegpu.contracts.Samples.ENVIRONMENT;

import io.remotegpu.contracts.EnvironmentEvent.EnvDatasetsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvMoveRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvResizeRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvSettingsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotRequested;
import io.remotegpu.contracts.workload.Scheduling;
import java.util.List;
import java.util.Map;

final class EnvironmentSamples {
    private EnvironmentSamples() {}

    static List<Message> all() {
        return List.of(
                new EnvRequested(
                        ENVIRONMENT,
                        CUSTOMER,
                        Samples.WORKSPACE,
                        "training",
                        Samples.WORKLOAD,
                        new Scheduling(
                                80, Scheduling.LostHostPolicy.RESCHEDULE, 86_400, Scheduling.PreemptionPolicy.REQUEUE),
                        Samples.SNAPSHOT),
                new EnvStartRequested(ENVIRONMENT, CUSTOMER),
                new EnvStopRequested(ENVIRONMENT, CUSTOMER, "idle"),
                new EnvRestartRequested(ENVIRONMENT, CUSTOMER),
                new EnvDeleteRequested(ENVIRONMENT, CUSTOMER),
                new EnvResizeRequested(ENVIRONMENT, CUSTOMER, Samples.CHANGE, 8, 32768),
                new EnvDatasetsChanged(ENVIRONMENT, CUSTOMER, List.of(Samples.DATASET)),
                new EnvSettingsChanged(
                        ENVIRONMENT,
                        CUSTOMER,
                        "training",
                        new Scheduling(20, Scheduling.LostHostPolicy.HOLD, 3_600),
                        Map.of("LANG", "C.UTF-8")),
                new SnapshotRequested(ENVIRONMENT, CUSTOMER, Samples.SNAPSHOT),
                new SnapshotDeleteRequested(ENVIRONMENT, CUSTOMER, Samples.SNAPSHOT),
                new EnvMoveRequested(ENVIRONMENT, CUSTOMER, Samples.CHANGE, Samples.TARGET, true));
    }
}
