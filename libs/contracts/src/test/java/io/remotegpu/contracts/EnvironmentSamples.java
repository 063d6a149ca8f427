package io.remotegpu.contracts;

import static io.remotegpu.contracts.Samples.CUSTOMER;
import static io.remotegpu.contracts.Samples.ENVIRONMENT;

import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import java.util.List;

final class EnvironmentSamples {
    private EnvironmentSamples() {}

    static List<Message> all() {
        return List.of(
                new EnvRequested(ENVIRONMENT, CUSTOMER, Samples.WORKSPACE, "training", Samples.WORKLOAD),
                new EnvStartRequested(ENVIRONMENT, CUSTOMER),
                new EnvStopRequested(ENVIRONMENT, CUSTOMER),
                new EnvRestartRequested(ENVIRONMENT, CUSTOMER),
                new EnvDeleteRequested(ENVIRONMENT, CUSTOMER));
    }
}
