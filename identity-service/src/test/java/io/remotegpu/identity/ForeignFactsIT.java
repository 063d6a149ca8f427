package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.FleetEvent.HostAdministered;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.QuotaEvent.QuotaLimits;
import io.remotegpu.contracts.QuotaEvent.QuotaLimitsSet;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberRemoved;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.testing.Publisher;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Who did what in other services, as the platform's audit log has it. */
@IdentityTest
class ForeignFactsIT {
    private static final WorkspaceId WORKSPACE = new WorkspaceId(987_601);
    private static final CustomerId BOSS = new CustomerId(987_655);

    @LocalServerPort
    private int port;

    @Autowired
    private Publisher otherServices;

    @Test
    void nameWhoSetLimitsAndWhoLetWhomIn() {
        otherServices.publish(new WorkspaceMemberAdded(WORKSPACE, new CustomerId(5), "viewer", BOSS));
        var set = otherServices.publish(
                new QuotaLimitsSet("workspace", WORKSPACE.value(), BOSS, "boss", limits(0), limits(4)));
        otherServices.publish(set);
        otherServices.publish(new WorkspaceMemberRemoved(WORKSPACE, new CustomerId(5), null));
        // One topic's key keeps its order: what is after the repeat is also after its handling.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> entries().stream().anyMatch(entry -> action(entry).equals("workspace.member_removed")));

        assertThat(entries())
                .extracting(
                        ForeignFactsIT::action, entry -> entry.path("actor_id").asLong(0))
                .containsExactlyInAnyOrder(
                        tuple("workspace.member_added", BOSS.value()),
                        tuple("quota.limits_set", BOSS.value()),
                        tuple("workspace.member_removed", 0L));
        assertThat(entries())
                .filteredOn(entry -> action(entry).equals("quota.limits_set"))
                .allSatisfy(entry -> {
                    assertThat(entry.path("actor").asString()).isEqualTo("boss");
                    assertThat(entry.path("before").path("gpu").asInt()).isZero();
                    assertThat(entry.path("after").path("gpu").asInt()).isEqualTo(4);
                });
    }

    @Test
    void nameWhichAdministratorActedOnWhichHostAndGpu() {
        HostId host = new HostId("audited-1");
        var drained = otherServices.publish(new HostAdministered(host, null, "draining", BOSS, "boss"));
        otherServices.publish(drained);
        otherServices.publish(new HostAdministered(host, "GPU-audited", "maintenance", BOSS, "boss"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !entries("GPU-audited").isEmpty());

        assertThat(entries("audited-1")).singleElement().satisfies(entry -> {
            assertThat(action(entry)).isEqualTo("host.draining");
            assertThat(entry.path("actor").asString()).isEqualTo("boss");
        });
        assertThat(entries("GPU-audited")).singleElement().satisfies(entry -> {
            assertThat(action(entry)).isEqualTo("gpu.maintenance");
            assertThat(entry.path("after").path("host_id").asString()).isEqualTo("audited-1");
        });
    }

    private static QuotaLimits limits(long gpus) {
        return new QuotaLimits(BigDecimal.TEN, 65_536, gpus, 0, 8, BigDecimal.TEN);
    }

    private static String action(JsonNode entry) {
        return entry.path("action").asString();
    }

    private List<JsonNode> entries() {
        return entries(WORKSPACE.toString());
    }

    private List<JsonNode> entries(String resource) {
        Person admin = new Person(port, "admin").loggedInWith("Gpu-Fleet-7-keeper");
        return Person.data(admin.get("/api/v1/admin/audit-logs?resource_id=" + resource), 200)
                .path("items")
                .valueStream()
                .toList();
    }
}
