package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.BillingEvent.MeterClosed;
import io.remotegpu.contracts.EnvDegraded;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import org.junit.jupiter.api.Test;

class DegradedIT extends BillingTestBase {
    private static final HostId HOST = new HostId("gpu-1");

    @Test
    void billsNothingWhileTheGpusAreOutOfReachAndTheNextRunAnew() {
        publisher.publish(running(1, NOON));
        publisher.publish(new EnvDegraded(environment, HOST, 1, after(100), "Failed to initialize NVML"));
        awaitRecords("status=paused", 1);
        publisher.publish(new EnvUnknown(environment, HOST, 1, after(150), "no heartbeat"));
        publisher.publish(new EnvRecovered(environment, HOST, 1, after(200)));
        publisher.publish(new EnvDegraded(environment, HOST, 1, after(200), "Failed to initialize NVML"));
        publisher.publish(new EnvStopped(environment, 1, after(300)));
        publisher.publish(running(2, after(320)));
        publisher.publish(new EnvStopped(environment, 2, after(400)));
        probe.await(
                MeterClosed.class,
                closed -> closed.workloadId().equals(environment)
                        && closed.endTime().equals(after(400)));
        assertThat(records("")
                        .valueStream()
                        .mapToLong(one -> one.path("duration_s").asLong())
                        .sum())
                .isEqualTo(180);
    }
}
