package io.remotegpu.billing.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.billing.BillingTestBase;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.AttestedWorkload.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReconciliationIT extends BillingTestBase {
    @Autowired
    Reconciliation reconciliation;

    @Test
    void findsNothingWhereHostAndBillAgree() {
        billed(3600, 3_580_000);
        reconciliation.run();

        assertThat(findings()).isEmpty();
    }

    @Test
    void raisesTheAlarmWhenAHostAttestsMoreThanWasBilled() {
        billed(600, 3_600_000);
        reconciliation.run();
        reconciliation.run();

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.explained()).isFalse();
            assertThat(finding.expected()).isEqualTo(3600);
            assertThat(finding.actual()).isEqualTo(600);
        });
    }

    @Test
    void explainsWhatARestartOfTheAgentLeavesUnattested() {
        billed(3600, 600_000);
        reconciliation.run();

        assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.explained())
                .isTrue());
    }

    private void billed(int seconds, long attestedMillis) {
        long before = taken();
        publishAt(NOON, running(1, NOON));
        awaitTaken(before + 1);
        AttestedWorkload attested = new AttestedWorkload(environment, 1, State.RUNNING, attestedMillis);
        publishAt(after(seconds), new HostHeartbeat(new HostId("gpu-1"), after(seconds), 1, List.of(attested)));
        publishAt(after(seconds), new EnvStopped(environment, 1, after(seconds)));
        awaitTaken(before + 3);
    }

    private List<Finding> findings() {
        return reconciliation.latest(500).stream()
                .filter(finding -> finding.workloadId().equals(environment.value()))
                .toList();
    }
}
