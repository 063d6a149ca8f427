package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.RunningService;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentRequestIT extends RunningService {
    private Api api;
    private long workspace;

    @BeforeEach
    void someoneWithAWorkspace() {
        api = as(newCustomer());
        workspace = api.workspace("vision lab");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name                  | "name":"ab"
            name                  | "name":"   "
            name                  | "name":null
            workspace_id          | "workspace_id":null
            workspace_id          | "workspace_id":-1
            image                 | "image":"not an image"
            cpu                   | "cpu":0
            cpu                   | "cpu":65
            cpu                   | "cpu":"many"
            memory                | "memory":1023
            memory                | "memory":524289
            gpu                   | "gpu":9
            gpu                   | "gpu":-1
            gpu_spec.min_memory   | "gpu_spec":{"min_memory":-1}
            storage               | "storage":1
            ports[0].service_type | "ports":[{"service_type":"ftp","internal_port":21}]
            ports[0].internal_port| "ports":[{"service_type":"ssh","internal_port":70000}]
            ports[0].protocol     | "ports":[{"service_type":"custom","internal_port":21,"protocol":"icmp"}]
            ports                 | "ports":[{"service_type":"ssh","internal_port":22},{"service_type":"custom","internal_port":22}]
            env                   | "env":{"NVIDIA_VISIBLE_DEVICES":"all"}
            env                   | "env":{"CUDA_VISIBLE_DEVICES":"0"}
            env                   | "env":{"ROCR_VISIBLE_DEVICES":"0"}
            env                   | "env":{"HIP_VISIBLE_DEVICES":"0"}
            env                   | "env":{"LD_PRELOAD":"/tmp/x.so"}
            env                   | "env":{"REMOTEGPU_ENV_ID":"env-x"}
            env                   | "env":{"not a name":"x"}
            privileged            | "privileged":true
            """)
    void namesTheFieldThatIsWrong(String field, String wrong) {
        Answer refused = api.post("/environments", with(wrong));

        assertThat(refused.status()).as("%s", refused.body()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(30_001);
        assertThat(refused.details().path("fields").path(0).path("field").asString())
                .isEqualTo(field);
    }

    @Test
    void refusesVariablesThatAreTooManyTogether() {
        Answer refused = api.post("/environments", with(variables(100, 32_768)));

        assertThat(refused.code()).isEqualTo(30_001);
        assertThat(refused.details().path("fields").path(0).path("field").asString())
                .isEqualTo("env");
        assertThat(api.post("/environments", with(variables(2, 32_768))).code()).isEqualTo(30_001);
        assertThat(api.post("/environments", with(variables(2, 32_765))).status())
                .isEqualTo(202);
    }

    @Test
    void namesAllWrongFieldsAtOnce() {
        Answer refused = api.post("/environments", "{\"name\":\"x\",\"cpu\":99,\"memory\":1}");

        assertThat(refused.details()
                        .path("fields")
                        .valueStream()
                        .map(error -> error.path("field").asString())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("name", "workspace_id", "cpu", "memory");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThat(api.post("/environments", "{\"name\"").code()).isEqualTo(30_002);
    }

    @Test
    void takesAnyImageAndKeepsWhatWasAsked() {
        Answer accepted = api.post("/environments", with("""
                        "image":"registry.example.org:5000/team/cuda:12","storage":20480,"env":{"EPOCHS":"3"},
                        "ports":[{"service_type":"jupyter","internal_port":8888}]"""));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.text("image")).isEqualTo("registry.example.org:5000/team/cuda:12");
        assertThat(accepted.data().path("storage").asInt()).isEqualTo(20_480);
        assertThat(accepted.data().path("ports").path(0).path("internal_port").asInt())
                .isEqualTo(8888);
        assertThat(accepted.data().path("ports").path(0).has("external_port")).isFalse();
    }

    @Test
    void doesNotExistForStrangers() {
        String id = api.environment(workspace, 0);
        Api stranger = as(newCustomer());

        for (Answer answer : new Answer[] {
            stranger.get("/environments/" + id),
            stranger.get("/environments/" + id + "/events"),
            stranger.put("/environments/" + id + "/stop", null),
            stranger.patch("/environments/" + id, "{\"name\":\"mine now\"}"),
            stranger.delete("/environments/" + id)
        }) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo(40_001);
        }
        assertThat(stranger.get("/environments").data().path("items").size()).isZero();
        assertThat(stranger.post("/environments", Api.environmentBody(workspace, 0))
                        .code())
                .isEqualTo(40_006);
        assertThat(admin().get("/environments/" + id).status()).isEqualTo(200);
    }

    @Test
    void listsByPageFilterAndCursor() {
        for (int i = 0; i < 5; i++) {
            api.environment(workspace, 0);
        }

        Answer page = api.get("/environments?status=creating,running&workspace_id=" + workspace
                + "&name=train,other&created_after=2020-01-01T00:00:00Z&page_size=2&page=3");
        assertThat(page.data().path("items").size()).isEqualTo(1);
        assertThat(page.data().path("pagination").path("total").asInt()).isEqualTo(5);
        assertThat(page.data().path("items").path(0).path("customer_name").asString())
                .isNotBlank();
        Answer first = api.get("/environments?page_size=3");
        Answer rest = api.get("/environments?page_size=3&cursor=" + first.text("next_cursor"));
        assertThat(rest.data().path("items").size()).isEqualTo(2);
        assertThat(api.get("/environments?status=stopped").data().path("items").size())
                .isZero();
        assertThat(api.get("/environments?created_before=2020-01-01T00:00:00Z")
                        .data()
                        .path("items")
                        .size())
                .isZero();
        assertThat(ids("status,-created_at"))
                .hasSize(5)
                .isEqualTo(ids("status,created_at").reversed());
        assertThat(api.get("/environments?sort=secret").code()).isEqualTo(30_001);
        assertThat(api.get("/environments?status=sleeping").code()).isEqualTo(30_001);
        assertThat(api.get("/environments?workspace_id=x").code()).isEqualTo(30_001);
    }

    private List<String> ids(String sort) {
        return api.get("/environments?sort=" + sort).data().path("items").findValuesAsString("id");
    }

    @Test
    void offersImages() {
        assertThat(api.get("/images?type=base").data().path("items").findValuesAsString("name"))
                .contains("remotegpu/env-base:latest");
        assertThat(api.get("/images?type=desktop").data().path("items").size()).isZero();
    }

    private static String variables(int count, int length) {
        return IntStream.range(10, 10 + count)
                .mapToObj(number -> "\"V%d\":\"%s\"".formatted(number, "x".repeat(length)))
                .collect(Collectors.joining(",", "\"env\":{", "}"));
    }

    /** A good request whose named field is replaced. */
    private String with(String replacement) {
        String field = replacement.strip().substring(0, replacement.strip().indexOf(':'));
        StringBuilder body = new StringBuilder("{").append(replacement);
        for (String good :
                new String[] {"\"name\":\"train\"", "\"workspace_id\":" + workspace, "\"cpu\":0.5", "\"memory\":1024"
                }) {
            if (!good.startsWith(field + ":")) {
                body.append(',').append(good);
            }
        }
        return body.append('}').toString();
    }
}
