package io.remotegpu.workspace.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.RunningService;
import io.remotegpu.workspace.images.registry.HarborContract;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ImageIT extends RunningService {
    @Test
    void isKeptByAdministratorsAndOfferedToEverybody() {
        String name = "lab/" + UUID.randomUUID();
        Api someone = as(newCustomer());
        String body = "{\"name\":\"%s\",\"type\":\"jupyter\",\"title\":\"Notebooks\"}".formatted(name);
        assertThat(someone.post("/admin/images", body).status()).isEqualTo(403);

        Answer added = admin().post("/admin/images", body);
        assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
        assertThat(added.location()).isEqualTo("/api/v1/images/" + added.text("id"));
        assertThat(admin().post("/admin/images", body).code()).isEqualTo(40_005);
        assertThat(named(someone, name, "&type=jupyter,base").text("title")).isEqualTo("Notebooks");

        String path = "/admin/images/" + added.text("id");
        assertThat(admin().patchIfMatch(path, "{\"title\":\"Old\"}", "\"stale\"")
                        .code())
                .isEqualTo(40_008);
        assertThat(admin().patchIfMatch(path, "{\"status\":\"disabled\"}", added.etag())
                        .text("status"))
                .isEqualTo("disabled");
        assertThat(someone.get("/images?name=" + name).data().path("items").size())
                .isZero();
        assertThat(someone.get("/images?status=disabled&name=" + name)
                        .data()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(admin().delete(path).status()).isEqualTo(204);
        assertThat(someone.get("/images/" + added.text("id")).code()).isEqualTo(40_006);
    }

    @Test
    void followsARegistryAndKeepsWhatAdministratorsSaid() throws IOException {
        try (HarborContract harbor = new HarborContract()) {
            harbor.artifact("lab/train", "sha256:aa", 3_000_000, "IMAGE", "1");
            harbor.artifact("lab/serve", "sha256:bb", 1, "IMAGE", "1");
            String host = harbor.url().getAuthority();

            assertReport(sync(harbor), 2, 0, 0, 0);
            assertReport(sync(harbor), 0, 0, 2, 0);
            Image train = named(admin(), host + "/lab/train:1", "");
            admin().patch("/admin/images/" + train.text("id"), "{\"title\":\"Training\",\"type\":\"base\"}");
            harbor.forget("lab/train");
            harbor.artifact("lab/train", "sha256:cc", 5_000_000, "IMAGE", "1");
            harbor.forget("lab/serve");
            assertReport(sync(harbor), 0, 1, 0, 1);

            JsonNode after = admin().get("/images/" + train.text("id")).data();
            assertThat(after.path("digest").asString()).isEqualTo("sha256:cc");
            assertThat(after.path("size").asInt()).isEqualTo(5);
            assertThat(after.path("title").asString()).isEqualTo("Training");
            assertThat(after.path("type").asString()).isEqualTo("base");
            assertThat(admin().get("/images?name=" + host + "/lab/serve:1")
                            .data()
                            .path("items")
                            .size())
                    .isZero();
            harbor.artifact("lab/serve", "sha256:bb", 1, "IMAGE", "1");
            assertReport(sync(harbor), 0, 1, 1, 0);
            assertThat(named(admin(), host + "/lab/serve:1", "").text("status")).isEqualTo("active");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind    | "kind":"ftp","url":"http://x"
            url     | "kind":"oci","url":"file:///etc/passwd"
            url     | "kind":"oci","url":"http://user@host/path"
            project | "kind":"harbor","url":"http://127.0.0.1"
            project | "kind":"harbor","url":"http://127.0.0.1","project":"../../x"
            """)
    void namesWhatIsWrongWithARegistry(String field, String wrong) {
        Answer refused = admin().post("/admin/images/sync", "{" + wrong + "}");

        assertThat(refused.code()).as("%s", refused.body()).isEqualTo(30_001);
        assertThat(refused.details().at("/fields/0/field").asString()).isEqualTo(field);
    }

    @Test
    void saysWhatARegistryDidWrongAndForgetsNothing() {
        Answer failed = admin().post("/admin/images/sync", "{\"kind\":\"oci\",\"url\":\"http://127.0.0.1:1\"}");

        assertThat(failed.status()).isEqualTo(502);
        assertThat(failed.code()).isEqualTo(50_002);
        assertThat(as(newCustomer()).post("/admin/images/sync", "{}").status()).isEqualTo(403);
    }

    private record Image(JsonNode json) {
        String text(String field) {
            return json.path(field).asString("");
        }
    }

    private static Image named(Api api, String name, String filter) {
        return new Image(api.get("/images?name=" + name + filter).data().at("/items/0"));
    }

    private JsonNode sync(HarborContract harbor) {
        Answer answer = admin().post("/admin/images/sync", """
                {"kind":"harbor","url":"%s","project":"lab","username":"robot$sync","password":"s3cret"}""".formatted(harbor.url()));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.data();
    }

    private static void assertReport(JsonNode report, int added, int updated, int unchanged, int missing) {
        assertThat(report.path("added").asInt()).as("added").isEqualTo(added);
        assertThat(report.path("updated").asInt()).as("updated").isEqualTo(updated);
        assertThat(report.path("unchanged").asInt()).as("unchanged").isEqualTo(unchanged);
        assertThat(report.path("missing").asInt()).as("missing").isEqualTo(missing);
    }
}
