package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.workload.HostSelector;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.contracts.workload.Scheduling.PreemptionPolicy;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.RunningService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Everything that may be asked for is checked, kept, shown and passed on. */
class EnvironmentFieldsIT extends RunningService {
    private Api api;
    private long workspace;

    @BeforeEach
    void someoneWithAWorkspace() {
        api = as(newCustomer());
        workspace = api.workspace("vision lab");
    }

    @Test
    void keepsAndPassesOnWhatWasAsked() {
        Answer accepted = api.post("/environments", with("""
            "gpu_spec":{"models":["A100"],"min_memory":40960,"share":500},"disk":204800,
            "host_selector":{"labels":{"zone":"b"},"tolerations":["team=vision"]},"priority":20,"lost_host_policy":"reschedule",
            "preemption_policy":"requeue","max_duration":3600,"idle_policy":{"idle_after":1800,"action":"stop"}\
            """));

        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
        JsonNode shown = api.get("/environments/" + accepted.text("id")).data();
        assertThat(shown.at("/gpu_spec/share").asInt()).isEqualTo(500);
        assertThat(shown.at("/gpu_spec/models/0").asString()).isEqualTo("A100");
        assertThat(shown.path("priority").asInt()).isEqualTo(20);
        assertThat(shown.path("lost_host_policy").asString()).isEqualTo("reschedule");
        assertThat(shown.path("preemption_policy").asString()).isEqualTo("requeue");
        assertThat(shown.path("max_duration").asInt()).isEqualTo(3600);
        assertThat(shown.at("/idle_policy/idle_after").asInt()).isEqualTo(1800);
        assertThat(shown.at("/idle_policy/action").asString()).isEqualTo("stop");
        assertThat(shown.path("disk").asInt()).isEqualTo(204_800);
        assertThat(shown.at("/host_selector/labels/zone").asString()).isEqualTo("b");
        assertThat(shown.at("/host_selector/tolerations/0").asString()).isEqualTo("team=vision");
        assertThat(api.get("/users/me/quota").data().at("/used/gpu").decimalValue())
                .as("a share counts by its thousandths")
                .isEqualByComparingTo("0.5");

        EnvRequested requested = topics.await(
                EnvRequested.class, wish -> wish.environmentId().value().equals(accepted.text("id")));
        assertThat(requested.workload().gpu().share()).isEqualTo(500);
        assertThat(requested.workload().gpu().count()).isZero();
        assertThat(requested.workload().disk()).isEqualTo(204_800);
        assertThat(requested.workload().hostSelector())
                .isEqualTo(new HostSelector(Map.of("zone", "b"), List.of("team=vision")));
        assertThat(requested.scheduling().priority()).isEqualTo(20);
        assertThat(requested.scheduling().lostHostPolicy()).isEqualTo(LostHostPolicy.RESCHEDULE);
        assertThat(requested.scheduling().preemptionPolicy()).isEqualTo(PreemptionPolicy.REQUEUE);
        assertThat(requested.scheduling().maxDurationSeconds()).isEqualTo(3600);
    }

    @Test
    void saysWhenItsTimeIsUp() {
        String id = runningEnvironment(api, "\"max_duration\":7200", workspace);

        assertThat(api.get("/environments/" + id).text("expires_at")).isEqualTo("2026-01-31T14:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        gpu_spec.share       | "gpu_spec":{"share":0}
        gpu_spec.share       | "gpu_spec":{"share":1000}
        gpu_spec.share       | "gpu":1,"gpu_spec":{"share":500}
        gpu_spec.mig_profile | "gpu_spec":{"share":500,"mig_profile":"1g.10gb"}
        gpu_spec.mig_profile | "gpu":0,"gpu_spec":{"mig_profile":"1g.10gb"}
        gpu_spec.mig_profile | "gpu_spec":{"mig_profile":"huge"}
        disk                 | "disk":1023
        disk                 | "disk":8192
        disk                 | "storage":20480,"disk":20479
        host_selector.tolerations[0] | "host_selector":{"tolerations":["workspace=7"]}
        host_selector.tolerations[0] | "host_selector":{"tolerations":["gpu-sharing=forbidden"]}
        host_selector.tolerations[0] | "host_selector":{"tolerations":["broken"]}
        template_id          | "template_id":0
        snapshot_id          | "snapshot_id":"../x"
        dataset_ids          | "dataset_ids":[999999]
        dataset_ids[0]       | "dataset_ids":[-1]
        priority             | "priority":101
        priority             | "priority":-1
        priority             | "priority":51
        lost_host_policy     | "lost_host_policy":"pray"
        preemption_policy    | "preemption_policy":"fight"
        max_duration         | "max_duration":59
        max_duration         | "max_duration":"long"
        idle_policy.idle_after | "idle_policy":{"idle_after":5,"action":"stop"}
        idle_policy.action   | "idle_policy":{"idle_after":600}
        idle_policy.action   | "idle_policy":{"idle_after":600,"action":"explode"}
        parameters           | "parameters":{"x":1}
        """)
    void namesTheFieldThatIsWrong(String field, String wrong) {
        Answer refused = api.post("/environments", with(wrong));

        assertThat(refused.code()).as("%s", refused.body()).isEqualTo(30_001);
        assertThat(refused.details().at("/fields/0/field").asString()).isEqualTo(field);
    }

    @Test
    void letsAdministratorsGiveAHighPriority() {
        Answer accepted = admin().post("/environments", with("\"priority\":90"));

        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    }

    @Test
    void doesNotKnowTemplatesAndSnapshotsThatAreNotThere() {
        assertThat(api.post("/environments", with("\"template_id\":999999")).code())
                .isEqualTo(40_006);
        assertThat(api.post("/environments", with("\"snapshot_id\":\"snap-none\""))
                        .code())
                .isEqualTo(40_006);
    }

    private String with(String fields) {
        return """
            {"name":"train","workspace_id":%d,"cpu":2,"memory":4096,%s}\
            """.formatted(workspace, fields);
    }
}
