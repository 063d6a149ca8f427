package io.remotegpu.workspace.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateIT extends RunningService {
    private static final String SPEC = """
            "spec":{"image":"lab/train:1","cpu":2,"memory":4096,"env":{"SEED":"1"},"max_duration":3600},
            "parameters":[{"name":"epochs","field":"env.EPOCHS","required":true,"choices":["1","10"]},
                          {"name":"ram","field":"memory","default":8192,"min":2048,"max":16384}]""";

    private Api api;
    private long workspace;

    @BeforeEach
    void someoneWithAWorkspace() {
        api = as(newCustomer());
        workspace = api.workspace("vision lab");
    }

    @Test
    void givesAnEnvironmentWhatItsRequestDoesNotSay() {
        long template = workspaceTemplate();

        Answer accepted = api.post("/environments", """
                {"name":"train","workspace_id":%d,"template_id":%d,"cpu":4,"env":{"LR":"0.1"},"parameters":{"epochs":"10"}}""".formatted(workspace, template));

        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
        assertThat(accepted.text("image")).isEqualTo("lab/train:1");
        assertThat(accepted.data().path("cpu").asInt()).isEqualTo(4);
        assertThat(accepted.data().path("memory").asInt()).isEqualTo(8192);
        assertThat(accepted.data().path("max_duration").asInt()).isEqualTo(3600);
        assertThat(accepted.data().path("template_id").asLong()).isEqualTo(template);
        EnvRequested requested = topics.await(
                EnvRequested.class, wish -> wish.environmentId().value().equals(accepted.text("id")));
        assertThat(requested.workload().env()).isEqualTo(Map.of("SEED", "1", "EPOCHS", "10", "LR", "0.1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            parameters.epochs | {}
            parameters.epochs | {"epochs":"7"}
            parameters.ram    | {"epochs":"1","ram":1024}
            parameters.ram    | {"epochs":"1","ram":4096.5}
            parameters.ram    | {"epochs":"1","ram":"lots"}
            parameters.other  | {"epochs":"1","other":true}
            """)
    void namesTheParameterThatIsWrong(String field, String parameters) {
        Answer refused = api.post("/environments", """
                {"name":"train","workspace_id":%d,"template_id":%d,"parameters":%s}""".formatted(workspace, workspaceTemplate(), parameters));

        assertThat(refused.code()).as("%s", refused.body()).isEqualTo(30_001);
        assertThat(refused.details().at("/fields/0/field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec.memory           | "spec":{"memory":5}
            spec.env              | "spec":{"env":{"LD_PRELOAD":"x"}}
            spec.privileged       | "spec":{"privileged":true}
            parameters[0].field   | "spec":{},"parameters":[{"name":"x","field":"status"}]
            parameters[1].name    | "spec":{},"parameters":[{"name":"x","field":"cpu"},{"name":"x","field":"gpu"}]
            parameters[1].field   | "spec":{},"parameters":[{"name":"x","field":"cpu"},{"name":"y","field":"cpu"}]
            parameters[0].default | "spec":{},"parameters":[{"name":"x","field":"gpu","default":"two"}]
            parameters[0].max     | "spec":{},"parameters":[{"name":"x","field":"gpu","min":2,"max":1}]
            workspace_id          | "spec":{},"workspace_id":1
            """)
    void namesWhatIsWrongWithATemplate(String field, String wrong) {
        Answer refused = api.post("/environment-templates", """
                {"name":"mine","visibility":"private",%s}""".formatted(wrong));

        assertThat(refused.code()).as("%s", refused.body()).isEqualTo(30_001);
        assertThat(refused.details().at("/fields/0/field").asString()).isEqualTo(field);
    }

    @Test
    void isSeenAndKeptByThoseItIsFor() {
        Api stranger = as(newCustomer());
        long shared = workspaceTemplate();
        long own = create(api, "private", "").data().path("id").asLong();
        String name = "all " + UUID.randomUUID().toString().substring(0, 8);
        assertThat(create(api, "public", "").status()).isEqualTo(403);
        Answer everybodys = admin().post("/environment-templates", """
                {"name":"%s","visibility":"public",%s}""".formatted(name, SPEC));
        assertThat(everybodys.status()).as("%s", everybodys.body()).isEqualTo(201);
        long open = everybodys.data().path("id").asLong();
        assertThat(admin().post("/environment-templates", """
                {"name":"%s","visibility":"public",%s}""".formatted(name, SPEC))
                        .code())
                .isEqualTo(40_005);

        for (long hidden : new long[] {shared, own}) {
            String path = "/environment-templates/" + hidden;
            assertThat(stranger.get(path).code()).isEqualTo(40_006);
            assertThat(stranger.patch(path, "{\"name\":\"stolen\"}").code()).isEqualTo(40_006);
            assertThat(stranger.delete(path).code()).isEqualTo(40_006);
            assertThat(api.get(path).status()).isEqualTo(200);
        }
        assertThat(stranger.get("/environment-templates/" + open).status()).isEqualTo(200);
        assertThat(stranger.delete("/environment-templates/" + open).status()).isEqualTo(403);
        assertThat(ids(stranger, "?visibility=private,workspace")).isEmpty();
        assertThat(ids(api, "?visibility=private,workspace&sort=-created_at")).containsExactly(own, shared);
    }

    @Test
    void changesOnlyWhatWasSeenAndGoesWithoutHarmToWhatWasMadeFromIt() {
        long id = workspaceTemplate();
        String path = "/environment-templates/" + id;
        String made = api.post("/environments", """
                {"name":"train","workspace_id":%d,"template_id":%d,"parameters":{"epochs":"1"}}""".formatted(workspace, id)).text("id");
        String seen = api.get(path).etag();

        assertThat(api.patchIfMatch(path, "{\"description\":\"newer\"}", seen).text("description"))
                .isEqualTo("newer");
        assertThat(api.patchIfMatch(path, "{\"description\":\"lost\"}", seen).code())
                .isEqualTo(40_008);
        assertThat(api.get(path).text("description")).isEqualTo("newer");
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).code()).isEqualTo(40_006);
        assertThat(api.get("/environments/" + made).data().has("template_id")).isFalse();
    }

    private long workspaceTemplate() {
        Answer created = create(api, "workspace", "\"workspace_id\":" + workspace + ",");
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        return created.data().path("id").asLong();
    }

    private static Answer create(Api api, String visibility, String more) {
        return api.post("/environment-templates", """
                {"name":"training","visibility":"%s",%s%s}""".formatted(visibility, more, SPEC));
    }

    private static List<Long> ids(Api api, String query) {
        return api.get("/environment-templates" + query)
                .data()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asLong())
                .toList();
    }
}
