package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.wire.Envelope;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResizedIT extends BillingTestBase {
    private static final HostId HOST = new HostId("gpu-1");

    @Test
    void billsEachSizeAtItsOwnPriceHoweverLateTheChangeIsHeardOf() {
        publisher.publish(running(1, NOON));
        publishAt(after(1200), new EnvUnknown(environment, HOST, 1, after(1200), "no heartbeat"));
        publishAt(after(1201), new EnvRecovered(environment, HOST, 1, after(1800)));
        publishAt(after(3601), new EnvStopped(environment, 1, after(3600)));
        awaitRecords("status=closed", 2);
        var resized = new Envelope<>(
                UUID.randomUUID(),
                "test",
                after(600),
                null,
                new EnvResized(environment, 1, UUID.randomUUID(), 8, 8192));
        publisher.publish(resized);
        publisher.publish(resized);
        awaitRecords("status=closed", 3);

        assertThat(records("")
                        .valueStream()
                        .map(record -> record.path("duration_s").asLong() + " s at "
                                + record.path("unit_price").asString() + " = "
                                + record.path("amount").asString()))
                .containsExactly(
                        "600 s at 2.120000 = 0.353333",
                        "600 s at 2.200000 = 0.366667",
                        "1800 s at 2.200000 = 1.100000");
    }
}
