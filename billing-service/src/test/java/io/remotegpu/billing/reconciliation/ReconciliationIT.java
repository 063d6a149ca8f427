package io.remotegpu.billing.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.billing.BillingTestBase;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.AttestedWorkload.State;
import io.remotegpu.contracts.workload.LeasedGpu;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReconciliationIT extends BillingTestBase {
    private static final HostId HOST = new HostId("gpu-1");

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

    @Test
    void raisesTheAlarmWhenAHostRunsWhatNobodySaidThatItStarted() {
        long before = taken();
        LeasedGpu gpu = new LeasedGpu("GPU-" + customer, 0, "NVIDIA A100-SXM4-80GB", 81920, false);
        publishAt(NOON, new GpuReserved(environment, HOST, "gpu-1", 1, List.of(gpu), List.of()));
        awaitTaken(before + 1);
        publishAt(after(900), beat(900, 900_000));
        awaitTaken(before + 2);
        reconciliation.run();

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("runs_unbilled");
            assertThat(finding.explained()).isFalse();
        });
    }

    @Test
    void raisesTheAlarmWhenWhatIsBilledIsNoLongerAttested() {
        long before = taken();
        publishAt(NOON, running(1, NOON));
        awaitTaken(before + 1);
        publishAt(after(300), beat(300, 300_000)); // and then nothing for more than an hour
        awaitTaken(before + 2);
        reconciliation.run();

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("billed_unattested");
            assertThat(finding.explained()).isFalse();
        });
    }

    private HostHeartbeat beat(int second, long ranMillis) {
        AttestedWorkload attested = new AttestedWorkload(environment, 1, State.RUNNING, ranMillis);
        return new HostHeartbeat(HOST, after(second), second, List.of(attested));
    }

    /** The ledger counts the seconds of the GPU once, whoever is on it; each record bills its part of them. */
    @Test
    void findsNothingWhereTwoShareAGpu() {
        WorkloadId neighbour = new WorkloadId("env-neighbour-" + customer);
        long before = taken();
        publishAt(NOON, sharing(environment, 1, NOON));
        publishAt(after(60), sharing(neighbour, 2, after(60)));
        publishAt(after(3600), new EnvStopped(environment, 1, after(3600)));
        publishAt(after(3660), new EnvStopped(neighbour, 2, after(3660)));
        awaitTaken(before + 4);
        reconciliation.run();

        assertThat(reconciliation.latest(500))
                .extracting(Finding::workloadId)
                .doesNotContain(environment.value(), neighbour.value());
        assertThat(jdbc.sql("select sum(sign * extract(epoch from end_time - start_time))::bigint from usage_intervals "
                                + "where gpu_uuid = ? and state = 'billed'")
                        .param("GPU-" + customer)
                        .query(Long.class)
                        .single())
                .isEqualTo(3660);
        assertThat(records("environment_id=" + environment)
                        .get(0)
                        .path("resource")
                        .path("gpus")
                        .asDouble())
                .isEqualTo(0.5);
    }

    private EnvRunning sharing(WorkloadId workload, long epoch, Instant at) {
        EnvRunning whole = running(epoch, at);
        LeasedGpu gpu = whole.gpus().getFirst();
        LeasedGpu half = new LeasedGpu(gpu.uuid(), gpu.index(), gpu.name(), gpu.memoryTotal(), gpu.simulated(), 500);
        return new EnvRunning(
                workload,
                whole.customerId(),
                whole.workspaceId(),
                whole.hostId(),
                whole.hostName(),
                whole.runtime(),
                whole.containerId(),
                epoch,
                List.of(half),
                whole.cpu(),
                whole.memory(),
                List.of(),
                at);
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
