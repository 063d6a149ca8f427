package io.remotegpu.workspace.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.RunningService;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ReconciliationIT extends RunningService {
    @Autowired
    ReconciliationJob job;

    @Autowired
    MeterRegistry meters;

    @Test
    void findsReportsAndOnlyRepairsWhenAsked() {
        long customer = registered();
        Api api = as(customer);
        long workspace = api.workspace("miscounted");
        api.environment(workspace, 2);
        api.post("/environments", """
            {"name":"roomy","workspace_id":%d,"cpu":1,"memory":1024,"disk":20480}""".formatted(workspace));
        assertThat(drift(customer, workspace)).isEmpty();

        inDatabase(jdbc -> jdbc.sql("update quota_usage set gpu = gpu + 1 where customer_id = :id")
                .param("id", customer)
                .update());
        inDatabase(jdbc -> jdbc.sql("delete from quota_usage where workspace_id = :id")
                .param("id", workspace)
                .update());
        job.compare();

        assertThat(meters.get("remotegpu.quota.drift").gauge().value()).isGreaterThanOrEqualTo(2);
        assertThat(drift(customer, workspace)).containsExactly("customer gpu 3 for 2", "workspace gpu 0 for 2");
        assertThat(used(api, "gpu")).as("nothing is repaired unasked").isEqualTo(3);

        assertThat(admin().post("/admin/quotas/drift/repair", "").status()).isEqualTo(200);

        assertThat(drift(customer, workspace)).isEmpty();
        assertThat(used(api, "gpu")).isEqualTo(2);
        assertThat(api.get("/workspaces/" + workspace + "/quota")
                        .data()
                        .path("used")
                        .path("environments")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void isForAdministrators() {
        assertThat(as(registered()).get("/admin/quotas/drift").code()).isEqualTo(20_003);
        assertThat(as(registered()).post("/admin/quotas/drift/repair", "").code())
                .isEqualTo(20_003);
    }

    private List<String> drift(long customer, long workspace) {
        JsonNode items = admin().get("/admin/quotas/drift").data().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("id").asLong()
                        == (item.path("holder").asString().equals("customer") ? customer : workspace))
                .map(item -> item.path("holder").asString() + " gpu "
                        + item.path("kept").path("gpu").asInt() + " for "
                        + item.path("actual").path("gpu").asInt())
                .toList();
    }
}
