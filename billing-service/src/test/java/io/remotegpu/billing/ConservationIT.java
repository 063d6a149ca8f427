package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.FleetEvent.GpuFitAgain;
import io.remotegpu.contracts.FleetEvent.GpuUnfit;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.GpuHealth;
import io.remotegpu.testing.TestTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

/** The ledger in the database against made-up lives of GPUs: every second is what it was, at every instant looked at. */
class ConservationIT extends BillingTestBase {
    private static final Instant START = Instant.parse("2026-02-28T23:30:00Z");

    @Test
    void conservesEverySecondWhateverIsRepeatedLateOrOutOfOrder() {
        Random random = new Random(20261122);
        List<GpuHistory> histories = new ArrayList<>();
        List<Envelope<? extends Message>> facts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            GpuHistory history = new GpuHistory(
                    "h" + customer + "-" + i, customer, 1000L * (i + 1) + 100_000 * customer, START, random);
            histories.add(history);
            facts.addAll(history.facts);
        }
        long before = taken();
        List<Envelope<? extends Message>> arrival = new ArrayList<>(facts);
        arrival.addAll(facts.subList(0, facts.size() / 3));
        Collections.shuffle(arrival, random);
        arrival.forEach(publisher::publish);
        awaitTaken(before + facts.size());

        for (int second : List.of(1, 600, 1799, 1800, 2500, GpuHistory.SECONDS - 60)) {
            Map<String, JsonNode> balances = balances(START, START.plusSeconds(second));
            for (GpuHistory history : histories) {
                JsonNode balance = balances.get(history.gpu);
                assertThat(balance).as(history.gpu).isNotNull();
                assertThat(balance.path("imbalance_s").asLong())
                        .as(balance.toString())
                        .isZero();
                assertThat(balance.path("overlaps").asLong())
                        .as(balance.toString())
                        .isZero();
                assertThat(states(balance)).as(history.gpu + " until " + second).isEqualTo(history.truthUntil(second));
            }
        }
    }

    @Test
    void staysBalancedWhenClocksJumpAndFactsContradictEachOther() {
        long before = taken();
        publishAt(NOON, running(1, after(500)));
        publishAt(after(1), new EnvStopped(environment, 1, after(100))); // before it started
        publishAt(after(2), running(2, after(90)));
        publishAt(after(3), new EnvUnknown(environment, new HostId("gpu-1"), 2, after(700), "no heartbeat"));
        publishAt(after(4), new EnvRecovered(environment, new HostId("gpu-1"), 2, after(200))); // set back
        publishAt(after(5), new EnvStopped(environment, 2, after(900)));
        publishAt(after(6), new EnvStopped(environment, 2, after(950))); // closed twice
        awaitTaken(before + 7);

        JsonNode balance = balances(NOON.minusSeconds(3600), after(3600)).get("GPU-" + customer);
        assertThat(balance.path("imbalance_s").asLong()).isZero();
        assertThat(balance.path("overlaps").asLong()).isZero();
        assertThat(balance.path("billed_s").asLong()).isEqualTo(810);
    }

    @Test
    void countsTheTimeOfAGpuThatIsNotHealthyAsQuarantinedInAnyOrder() {
        HostId host = new HostId("hot-" + customer);
        String gpu = "GPU-hot-" + customer;
        long before = taken();
        publishAt(NOON, GpuHistory.registration(host, gpu));
        publishAt(after(1), new GpuFitAgain(host, gpu, customer, after(160)));
        publishAt(after(2), new GpuUnfit(host, gpu, customer, GpuHealth.DEGRADED, "91 °C", after(100)));
        publishAt(after(3), new HostHeartbeat(host, after(20), 1, List.of()));
        for (int second : List.of(60, 100, 140, 180, 200)) {
            publishAt(after(second), new HostHeartbeat(host, after(second), 1000L * second, List.of()));
        }
        awaitTaken(before + 9);

        JsonNode balance = balances(NOON, after(200)).get(gpu);
        assertThat(states(balance)).isEqualTo(Map.of("free", 140L, "quarantined", 60L));
        assertThat(balance.path("imbalance_s").asLong()).isZero();
    }

    @Test
    void remembersASilenceThatWasOverBeforeTheGpusOfTheHostWereKnown() {
        HostId host = new HostId("quiet-" + customer);
        long before = taken();
        for (int second : List.of(30, 60, 300, 330)) {
            publishAt(after(second), new HostHeartbeat(host, after(second), 1000L * second, List.of()));
        }
        awaitTaken(before + 4);
        publishAt(NOON, GpuHistory.registration(host, "GPU-quiet-" + customer));
        awaitTaken(before + 5);

        JsonNode balance = balances(NOON, after(330)).get("GPU-quiet-" + customer);
        assertThat(states(balance)).isEqualTo(Map.of("free", 90L, "unknown", 240L));
    }

    @Test
    void believesNoHostAboutTheLeaseOfAnotherNorAboutTheFuture() {
        long before = taken();
        publishAt(NOON, running(1, NOON));
        AttestedWorkload claim = new AttestedWorkload(environment, 1, AttestedWorkload.State.RUNNING, 3_600_000);
        publishAt(after(1), new HostHeartbeat(new HostId("forger"), after(60), 1, List.of(claim)));
        publishAt(after(2), new HostHeartbeat(new HostId("gpu-1"), NOON.plusSeconds(86_400 * 30), 1, List.of(claim)));
        awaitTaken(before + 3);

        assertThat(jdbc.sql("select attested_ms from metered_leases where workload_id = ? and epoch = 1")
                        .param(environment.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from host_attestations where end_time > '2026-04-01'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void letsNobodyChangeTheLedgerNotEvenTheService() {
        long before = taken();
        publishAt(NOON, running(1, NOON));
        publishAt(after(1), new EnvStopped(environment, 1, after(60)));
        awaitTaken(before + 2);

        for (String change : List.of(
                "update usage_intervals set state = 'free', workload_id = null where gpu_uuid = '%s'",
                "delete from usage_intervals where gpu_uuid = '%s'",
                "delete from usage_facts where workload_id = 'env-' || substr('%s', 5)")) {
            assertThatThrownBy(
                            () -> jdbc.sql(change.formatted("GPU-" + customer)).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append a correction");
        }
    }

    private Map<String, JsonNode> balances(Instant from, Instant to) {
        Map<String, JsonNode> balances = new TreeMap<>();
        get("/api/v1/admin/billing/conservation?from=" + from + "&to=" + to, TestTokens.admin(1))
                .path("data")
                .path("gpus")
                .forEach(gpu -> balances.put(gpu.path("gpu_uuid").asString(), gpu));
        return balances;
    }

    private static Map<String, Long> states(JsonNode balance) {
        Map<String, Long> states = new TreeMap<>();
        for (String state : List.of("billed", "free", "quarantined", "unknown", "maintenance")) {
            long seconds = balance.path(state + "_s").asLong();
            if (seconds > 0) {
                states.put(state, seconds);
            }
        }
        return states;
    }
}
