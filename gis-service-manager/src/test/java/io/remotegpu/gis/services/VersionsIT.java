package io.remotegpu.gis.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.gis.Api;
import io.remotegpu.gis.Api.Answer;
import io.remotegpu.gis.RunningGis;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class VersionsIT extends RunningGis {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aChangeThatIsRefusedIsInTheLogWithItsReasonAndNobodyElses() {
        Api owner = somebody();
        long id = owner.service("martin", "tiles", files("a"));
        String wrong = "{\"config_data\":{\"workers\":99,\"mbtiles\":{\"files\":[\"a.mbtiles\"]}}}";
        assertThat(owner.put("/user-services/" + id, wrong).status()).isEqualTo(400);
        assertThat(somebody().put("/user-services/" + id, wrong).status()).isEqualTo(404);
        assertThat(owner.putIfMatch("/user-services/" + id, "{\"description\":\"x\"}", "\"seen-never\"")
                        .status())
                .isEqualTo(412);

        JsonNode refused = owner.get("/user-services/" + id + "/logs?operation_type=config_update")
                .data()
                .path("items");
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).path("operation_status").asString()).isEqualTo("failed");
        assertThat(refused.get(0).at("/error_details/cause").asString()).isEqualTo("validation_failed");
        assertThat(refused.get(0).at("/error_details/reason").asString()).contains("config_data.workers");
        assertThat(owner.get("/user-services/" + id)
                        .data()
                        .path("config_version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void keepsEveryConfigurationAndGoesBackToAny() {
        Api owner = somebody();
        String path = "/user-services/" + owner.service("martin", "roads", files("a"));
        owner.put(path, "{\"config_data\":" + files("b") + "}");
        Answer back = owner.post(path + "/versions/1/rollback", "");

        assertThat(back.status()).as(back.toString()).isEqualTo(200);
        assertThat(back.data().path("config_version").asInt()).isEqualTo(3);
        assertThat(back.data().at("/config_data/mbtiles/files/0").asString()).isEqualTo("a.mbtiles");
        JsonNode versions = owner.get(path + "/versions").data();
        assertThat(versions.findValuesAsString("reason"))
                .containsExactly("rolled back to version 1", "changed", "create");
        assertThat(versions.get(0).path("content_hash"))
                .isEqualTo(versions.get(2).path("content_hash"));
        assertThat(owner.get(path + "/versions/2").data().at("/mbtiles/files/0").asString())
                .isEqualTo("b.mbtiles");
        assertThat(owner.post(path + "/versions/9/rollback", "").code()).isEqualTo(40006);
    }

    @Test
    void showsWhatWouldBeWrittenAndHowItDiffersWithoutASecret() {
        Api owner = somebody();
        long connection = owner.connection("maps");
        long id = owner.service("martin", "roads", "{\"postgres\":[{\"connection_id\":" + connection + "}]}");
        Answer preview = owner.post("/user-services/preview", """
                {"service_id":%d,"config_data":{"postgres":[{"connection_id":%d,"pool_size":9}]}}""".formatted(id, connection));
        JsonNode file = preview.data().at("/files/0");

        assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
        assertThat(file.path("path").asString()).isEqualTo("/etc/martin/config.yaml");
        assertThat(file.path("mode").asString()).isEqualTo("0400");
        assertThat(file.path("diff").asString()).contains("-  pool_size: 4", "+  pool_size: 9");
        assertThat(file.path("content").asString()).contains("reader:%2A%2A%2A%2A%2A%2A%2A%2A@10.9.8.7");
        assertThat(preview.body().toString()).doesNotContain(Api.PASSWORD);
        assertThat(owner.get("/user-services/" + id)
                        .data()
                        .path("config_version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void checksAConfigurationWithoutKeepingIt() {
        Api owner = somebody();
        Answer valid = owner.post(
                "/user-services/validate", "{\"service_type\":\"martin\",\"config_data\":" + files("a") + "}");

        assertThat(valid.data().path("valid").asBoolean()).isTrue();
        assertThat(valid.data().at("/config_data/keep_alive_seconds").asInt()).isEqualTo(75);
        assertThat(owner.post(
                                "/user-services/validate",
                                "{\"service_type\":\"martin\",\"config_data\":{\"workers\":99}}")
                        .details()
                        .at("/fields/0/field")
                        .asString())
                .isEqualTo("config_data.workers");
        assertThat(owner.post("/user-services/validate", "{}").code()).isEqualTo(30001);
        assertThat(owner.get("/user-services").data().at("/pagination/total").asInt())
                .isZero();
    }

    @Test
    void saysWhatAConfigurationAsksForAndDoesNotGetHere() {
        Api owner = somebody();
        String draft = """
                {"service_type":"geoserver","template":"geoserver-standard","config_data":{"services":{"wps":true}}}""";
        Answer kept = owner.post("/user-services", draft.replaceFirst("\\{", "{\"service_name\":\"maps\","));

        assertThat(Stream.of(
                                owner.post("/user-services/validate", draft),
                                owner.post("/user-services/preview", draft),
                                kept,
                                owner.get("/user-services/"
                                        + kept.data().path("id").asLong()))
                        .map(answer -> answer.data().path("warnings").findValuesAsString("field")))
                .allSatisfy(fields -> assertThat(fields)
                        .containsExactly("config_data.extensions", "config_data.services.wps", "config_data.flow"));
        assertThat(owner.get("/user-services/" + owner.service("martin", "roads", files("a")))
                        .data()
                        .path("warnings")
                        .toString())
                .isEqualTo("[]");
    }

    @Test
    void isTakenToAnotherUserWithoutItsSecrets() {
        Api from = somebody();
        long id = from.service("geoserver", "maps", """
                {"admin_password":"correct horse battery","workspaces":[{"name":"city"}],
                 "data_stores":[{"name":"pg","workspace":"city","connection_id":%d}]}""".formatted(from.connection("city")));
        JsonNode document = from.get("/user-services/" + id + "/export").data();
        Api to = somebody();

        assertThat(document.toString()).doesNotContain("correct horse").doesNotContain(Api.PASSWORD);
        assertThat(take(to, document).details().toString()).contains("connections.");
        long theirs = to.connection("city");
        Answer taken = take(to, document);
        assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
        assertThat(taken.data().at("/config_data/data_stores/0/connection_id").asLong())
                .isEqualTo(theirs);
        assertThat(taken.data().path("secrets_set").size()).isEqualTo(1);
    }

    @Test
    void takesNoDocumentThatWasChanged() {
        Api owner = somebody();
        long id = owner.service("martin", "roads", files("a"));
        ObjectNode document =
                (ObjectNode) owner.get("/user-services/" + id + "/export").data();
        document.put("description", "changed on the way");

        assertThat(take(somebody(), document).details().at("/fields/0/field").asString())
                .isEqualTo("document.checksum");
    }

    private static Answer take(Api to, JsonNode document) {
        return to.post(
                "/user-services/import",
                JSON.createObjectNode().set("document", document).toString());
    }

    private static String files(String name) {
        return "{\"mbtiles\":{\"files\":[\"" + name + ".mbtiles\"]}}";
    }
}
