package io.remotegpu.workspace.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvDatasetsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetIT extends RunningService {
    private Api api;
    private long workspace;

    @BeforeEach
    void someoneWithAWorkspace() {
        api = as(newCustomer());
        workspace = api.workspace("vision lab");
    }

    @Test
    void isMountedReadOnlyWhereItsWorkspaceAsks() {
        long coco = register("coco");
        long cars = register("cars");

        Answer accepted = api.post("/environments", """
                {"name":"train","workspace_id":%d,"cpu":1,"memory":1024,"dataset_ids":[%d,%d]}""".formatted(workspace, coco, coco));
        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
        String id = accepted.text("id");
        assertThat(datasetsOf(id)).containsExactly(coco);
        EnvRequested requested = topics.await(
                EnvRequested.class, wish -> wish.environmentId().value().equals(id));
        assertThat(requested.workload().datasets()).containsExactly(mount(coco, "coco"));
        assertThat(usedBy(coco)).isEqualTo(1);

        Answer changed = api.put("/environments/" + id + "/datasets", "{\"dataset_ids\":[" + cars + "]}");
        assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
        assertThat(datasetsOf(id)).containsExactly(cars);
        assertThat(topics.await(
                                EnvDatasetsChanged.class,
                                wish -> wish.environmentId().value().equals(id))
                        .datasets())
                .containsExactly(mount(cars, "cars"));
        assertThat(usedBy(coco)).isZero();
    }

    @Test
    void staysWhileAnEnvironmentReadsItAndIsFreeOnceThatIsGone() {
        long coco = register("coco");
        String id = api.post("/environments", """
                {"name":"train","workspace_id":%d,"cpu":1,"memory":1024,"dataset_ids":[%d]}""".formatted(workspace, coco)).text("id");
        assertThat(api.delete("/datasets/" + coco).code()).isEqualTo(40_002);

        api.delete("/environments/" + id);
        deliver(publisher.publish(Facts.of(id).deleted(0)), 2);
        eventually(() -> assertThat(usedBy(coco)).isZero());

        assertThat(api.delete("/datasets/" + coco).status()).isEqualTo(204);
        assertThat(api.get("/datasets/" + coco).code()).isEqualTo(40_006);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name   | "name":"Not a Name","source":"x"
            source | "name":"x","source":"../../etc"
            source | "name":"x","source":"/etc"
            source | "name":"x","source":"a//b"
            source | "name":"x","source":"workspaces/1/imagenet"
            kind   | "name":"x","source":"imagenet","kind":"volume"
            kind   | "name":"x","source":"imagenet","kind":"disk"
            """)
    void refusesWhatCouldReachOthersData(String field, String wrong) {
        String kind = wrong.contains("kind") ? "" : ",\"kind\":\"folder\"";
        Answer refused = api.post("/datasets", "{" + wrong + kind + ",\"workspace_id\":" + workspace + "}");

        assertThat(refused.code()).as("%s", refused.body()).isEqualTo(30_001);
        assertThat(refused.details().at("/fields/0/field").asString()).isEqualTo(field);
    }

    @Test
    void isNothingToStrangersAndNotMountedInAnotherWorkspace() {
        long coco = register("coco");
        Api stranger = as(newCustomer());
        long elsewhere = api.workspace("elsewhere");

        assertThat(stranger.get("/datasets/" + coco).code()).isEqualTo(40_006);
        assertThat(stranger.patch("/datasets/" + coco, "{\"description\":\"x\"}")
                        .code())
                .isEqualTo(40_006);
        assertThat(stranger.delete("/datasets/" + coco).code()).isEqualTo(40_006);
        assertThat(stranger.get("/datasets?visibility=workspace")
                        .data()
                        .path("items")
                        .size())
                .isZero();
        assertThat(api.post("/environments", """
                {"name":"train","workspace_id":%d,"cpu":1,"memory":1024,"dataset_ids":[%d]}""".formatted(elsewhere, coco)).code())
                .isEqualTo(30_001);
        assertThat(api.post("/datasets", body("coco", workspace)).code()).isEqualTo(40_005);
    }

    @Test
    void isForEverybodyIfAnAdministratorOffersIt() {
        String name = "open-" + UUID.randomUUID().toString().substring(0, 8);
        String body = "{\"name\":\"%s\",\"kind\":\"volume\",\"source\":\"imagenet\"}".formatted(name);
        assertThat(api.post("/datasets", body).status()).isEqualTo(403);
        long open = admin().post("/datasets", body).data().path("id").asLong();

        Answer accepted = api.post("/environments", """
                {"name":"train","workspace_id":%d,"cpu":1,"memory":1024,"dataset_ids":[%d]}""".formatted(workspace, open));

        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
        assertThat(api.get("/datasets?name=" + name)
                        .data()
                        .at("/items/0/mount_path")
                        .asString())
                .isEqualTo("/datasets/" + name);
        assertThat(api.patch("/datasets/" + open, "{\"description\":\"mine\"}").status())
                .isEqualTo(403);
    }

    private DatasetMount mount(long id, String name) {
        return new DatasetMount(
                String.valueOf(id),
                DatasetMount.Kind.FOLDER,
                "workspaces/" + workspace + "/" + name,
                "/datasets/" + name);
    }

    private long register(String name) {
        Answer registered = api.post("/datasets", body(name, workspace));
        assertThat(registered.status()).as("%s", registered.body()).isEqualTo(201);
        return registered.data().path("id").asLong();
    }

    private static String body(String name, long workspace) {
        return """
                {"name":"%s","workspace_id":%d,"kind":"folder","source":"workspaces/%d/%s"}""".formatted(name, workspace, workspace, name);
    }

    private int usedBy(long dataset) {
        return api.get("/datasets/" + dataset).data().path("used_by").asInt();
    }

    private List<Long> datasetsOf(String environment) {
        return api.get("/environments/" + environment)
                .data()
                .path("dataset_ids")
                .valueStream()
                .map(id -> id.asLong())
                .toList();
    }
}
