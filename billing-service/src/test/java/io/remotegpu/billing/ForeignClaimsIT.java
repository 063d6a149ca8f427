package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.FleetEvent.HostRemoved;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.testing.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whose a GPU is: no host takes one from another that is alive, and what is removed is nobody's. */
class ForeignClaimsIT extends BillingTestBase {
    private final HostId owner = new HostId("owner-" + customer);
    private final HostId claimant = new HostId("claimant-" + customer);
    private final String gpu = "GPU-claimed-" + customer;

    @Test
    void keepsAGpuWithItsHostWhoeverElseClaimsItUntilThatHostIsSilent() {
        long before = taken();
        publishAt(NOON, GpuHistory.registration(owner, gpu));
        publishAt(after(30), beat(owner, 30));
        awaitTaken(before + 2);
        publishAt(after(40), GpuHistory.registration(claimant, gpu));
        awaitTaken(before + 3);
        JsonNode kept = balance(0, 60);
        assertThat(kept.path("host_id").asString()).isEqualTo(owner.value());
        assertThat(states(kept)).isEqualTo(Map.of("free", 60L));

        publishAt(after(300), GpuHistory.registration(claimant, gpu)); // it moved, and its old host is gone
        awaitTaken(before + 4);
        JsonNode moved = balance(0, 360);
        assertThat(moved.path("host_id").asString()).isEqualTo(claimant.value());
        assertThat(states(moved)).isEqualTo(Map.of("free", 90L, "unknown", 270L));
        assertThat(moved.path("imbalance_s").asLong()).isZero();
        assertThat(moved.path("overlaps").asLong()).isZero();
    }

    @Test
    void endsTheTimeOfTheGpusOfAHostThatIsRemovedHoweverLateItsInventoryComes() {
        long before = taken();
        publishAt(NOON, GpuHistory.registration(owner, gpu));
        publishAt(after(60), beat(owner, 60));
        awaitTaken(before + 2);
        HostRemoved removed = new HostRemoved(owner, after(600));
        publishAt(after(600), removed);
        publishAt(after(600), removed); // said again in another message
        awaitTaken(before + 4);
        publishAt(after(5), GpuHistory.registration(owner, gpu)); // from before, heard of after
        awaitTaken(before + 5);

        JsonNode balance = balance(0, 3600);
        assertThat(balance.path("wall_clock_s").asLong()).isEqualTo(600);
        assertThat(states(balance)).isEqualTo(Map.of("free", 60L, "unknown", 540L));
        assertThat(balance.path("imbalance_s").asLong()).isZero();

        publishAt(after(1200), GpuHistory.registration(owner, gpu)); // its agent was started again
        awaitTaken(before + 6);
        assertThat(balance(0, 1260).path("wall_clock_s").asLong()).isEqualTo(660);
    }

    @Test
    void takesARemovalThatOvertakesTheInventory() {
        long before = taken();
        publishAt(after(600), new HostRemoved(owner, after(600)));
        awaitTaken(before + 1);
        publishAt(NOON, GpuHistory.registration(owner, gpu));
        awaitTaken(before + 2);

        JsonNode balance = balance(0, 3600);
        assertThat(balance.path("wall_clock_s").asLong()).isEqualTo(600);
        assertThat(balance.path("imbalance_s").asLong()).isZero();
    }

    @Test
    void givesAHostThatIsBackItsGpusWhetherItsInventoryIsHeardOfBeforeTheRemovalOrWithIt() {
        for (boolean before : List.of(true, false)) {
            HostId host = new HostId("back-" + customer + "-" + before);
            String its = gpu + "-" + before;
            long taken = taken();
            publishAt(NOON, GpuHistory.registration(host, its));
            awaitTaken(taken + 1);
            publishAt(after(before ? 1200 : 600), before ? GpuHistory.registration(host, its) : removal(host));
            if (before) {
                awaitTaken(taken + 2);
            }
            publishAt(after(before ? 600 : 1200), before ? removal(host) : GpuHistory.registration(host, its));
            awaitTaken(taken + 3);

            JsonNode balance = balance(its, 0, 1260);
            assertThat(balance.path("wall_clock_s").asLong()).as(its).isEqualTo(660);
            assertThat(balance.path("imbalance_s").asLong()).isZero();
        }
    }

    private static HostRemoved removal(HostId host) {
        return new HostRemoved(host, after(600));
    }

    private static HostHeartbeat beat(HostId host, int second) {
        return new HostHeartbeat(host, after(second), 1000L * second, List.of());
    }

    private JsonNode balance(int from, int to) {
        return balance(gpu, from, to);
    }

    private JsonNode balance(String of, int from, int to) {
        return get("/api/v1/admin/billing/conservation?from=" + after(from) + "&to=" + after(to), TestTokens.admin(1))
                .path("data")
                .path("gpus")
                .valueStream()
                .filter(each -> each.path("gpu_uuid").asString().equals(of))
                .findFirst()
                .orElseThrow();
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
