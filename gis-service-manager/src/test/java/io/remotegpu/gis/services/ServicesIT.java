package io.remotegpu.gis.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.gis.Api;
import io.remotegpu.gis.Api.Answer;
import io.remotegpu.gis.RunningGis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicesIT extends RunningGis {
    private static final String FILES = "{\"mbtiles\":{\"files\":[\"a.mbtiles\"]}}";

    @Test
    void isCreatedShownChangedAndDeletedByItsOwner() {
        Api owner = somebody();
        Answer created = owner.post("/user-services", """
                {"service_name":"roads","service_type":"martin","config_data":%s,"description":"我的地图服务","auto_start":false}""".formatted(FILES));
        String path = "/user-services/" + created.data().path("id").asLong();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.location()).isEqualTo("/api/v1" + path);
        assertThat(created.text("service_status")).isEqualTo("stopped");
        assertThat(created.text("url")).matches("https://maps\\.example\\.org/s/[a-z2-7]{16}");
        assertThat(created.data().at("/config_data/resources/memory_mb").asInt())
                .isEqualTo(256);
        assertThat(created.data().path("is_default").asBoolean()).isTrue();

        Answer changed = owner.put(path, """
                {"service_name":"streets","config_data":{"mbtiles":{"files":["b.mbtiles"]},"visibility":"public"}}""");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.data().path("config_version").asInt()).isEqualTo(2);
        assertThat(changed.text("visibility")).isEqualTo("public");
        assertThat(changed.text("description")).isEqualTo("我的地图服务");
        assertThat(changed.text("instance_key")).isEqualTo(created.text("instance_key"));

        assertThat(owner.delete(path).status()).isEqualTo(204);
        assertThat(owner.get(path).status()).isEqualTo(404);
        assertThat(owner.service("martin", "streets", FILES)).isPositive();
    }

    @Test
    void keepsItsConfigurationEncryptedAndItsSecretsToItself() {
        Api owner = somebody();
        long id = owner.service("geoserver", "maps", "{\"admin_password\":\"correct horse battery\"}");
        Answer shown = owner.get("/user-services/" + id);

        assertThat(shown.body().toString()).doesNotContain("correct horse");
        assertThat(shown.data().path("secrets_set").toString()).isEqualTo("[\"admin_password\"]");
        assertThat(shown.data().at("/config_data/admin_user").asString()).isEqualTo("admin");
        String stored = jdbc.sql("""
                        select config_data::text || (select config_data::text from user_service_config_versions where service_id = s.id)
                        from user_service_configs s where id = :id
                        """).param("id", id).query(String.class).single();
        assertThat(stored).contains("\"nonce\"").doesNotContain("admin_user").doesNotContain("correct horse");
    }

    @Test
    void keepsASecretThatAChangeLeavesOut() {
        Api owner = somebody();
        long id = owner.service("geoserver", "maps", "{\"admin_password\":\"correct horse battery\"}");

        Answer preview = owner.post("/user-services/preview", """
                {"service_id":%d,"config_data":{"heap_percent":50}}""".formatted(id));
        assertThat(preview.data().path("restart").asBoolean()).isTrue();
        owner.put("/user-services/" + id, "{\"config_data\":{\"heap_percent\":50}}");
        Answer same = owner.put("/user-services/" + id, """
                {"config_data":{"heap_percent":50,"admin_password":"correct horse battery"}}""");

        assertThat(same.data().path("config_version").asInt())
                .as("the password is the one it had, so nothing changed")
                .isEqualTo(2);
    }

    @Test
    void refusesAChangeOfWhatWasNotSeen() {
        Api owner = somebody();
        String path = "/user-services/" + owner.service("martin", "roads", FILES);
        String seen = owner.get(path).etag();
        owner.put(path, "{\"description\":\"somebody was quicker\"}");

        assertThat(owner.putIfMatch(path, "{\"description\":\"mine\"}", seen).status())
                .isEqualTo(412);
        assertThat(owner.putIfMatch(
                                path,
                                "{\"description\":\"mine\"}",
                                owner.get(path).etag())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void listsByTypeStatusAndDefaultAndNamesNobodyTwice() {
        Api owner = somebody();
        owner.service("martin", "one", FILES);
        owner.service("martin", "two", FILES);
        owner.service("geoserver", "one", "{}");

        assertThat(total(owner, "")).isEqualTo(3);
        assertThat(total(owner, "?service_type=martin")).isEqualTo(2);
        assertThat(total(owner, "?service_type=martin&is_default=true")).isEqualTo(1);
        assertThat(total(owner, "?status=stopped,error")).isEqualTo(3);
        assertThat(total(owner, "?status=running")).isZero();
        assertThat(owner.get("/user-services?status=asleep").status()).isEqualTo(400);
        assertThat(owner.post("/user-services", body("martin", "one", FILES)).code())
                .isEqualTo(40005);
        assertThat(total(somebody(), "")).isZero();
    }

    @Test
    void hasOneDefaultOfAType() {
        Api owner = somebody();
        long first = owner.service("martin", "one", FILES);
        long second = owner.service("martin", "two", FILES);
        owner.put("/user-services/" + second, "{\"is_default\":true}");

        assertThat(isDefault(owner, first)).isFalse();
        assertThat(isDefault(owner, second)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"service_name":"Roads","service_type":"martin"}                                                              | 400 | 30001 | service_name
            {"service_name":"../roads","service_type":"martin"}                                                           | 400 | 30001 | service_name
            {"service_name":"roads","service_type":"qgis"}                                                                | 400 | 30001 | service_type
            {"service_name":"roads","service_type":"martin"}                                                              | 422 | 40010 | no_sources
            {"service_name":"roads","service_type":"martin","config_data":{"workers":0}}                                  | 400 | 30001 | config_data.workers
            {"service_name":"roads","service_type":"martin","config_data":{"workers":1e400}}                              | 400 | 30001 | config_data.workers
            {"service_name":"roads","service_type":"martin","config_data":{"mbtiles":{"files":["../../etc/passwd"]}}}     | 400 | 30001 | config_data.mbtiles.files[0]
            {"service_name":"roads","service_type":"martin","config_data":{"cache_control":"${DATABASE_URL}"}}            | 400 | 30001 | config_data.cache_control
            {"service_name":"roads","service_type":"martin","config_data":{"cache_control":"a\\nroute_prefix: /"}}        | 400 | 30001 | config_data.cache_control
            {"service_name":"roads","service_type":"martin","config_data":{"passthrough":{"url":"http://169.254.169.254"}}} | 400 | 30001 | config_data.passthrough
            {"service_name":"roads","service_type":"martin","config_data":{"mbtiles":{"files":["a.mbtiles"]},"sprites":{"files":["icons"]}}} | 400 | 30001 | config_data.sprites.files
            {"service_name":"roads","service_type":"geoserver","config_data":{"admin_user":"a\\"/><user name=\\"b"}}      | 400 | 30001 | config_data.admin_user
            {"service_name":"roads","service_type":"geoserver","config_data":{"resources":{"memory_mb":512}}}             | 400 | 30001 | config_data.resources.memory_mb
            {"service_name":"roads","service_type":"geoserver","config_data":{"cors":{"origins":["https://a/$(id)"]}}}    | 400 | 30001 | config_data.cors.origins[0]
            {"service_name":"roads","service_type":"martin","template":"none"}                                            | 400 | 30001 | template
            {"service_name":"roads","service_type":"pg_tileserv","config_data":{"connection_id":999999}}                  | 404 | 40006 | database_connection
            """)
    void refusesWhatItCannotKeepAndKeepsNothing(String body, int status, int code, String named) {
        Api owner = somebody();
        Answer refused = owner.post("/user-services", body);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.details().toString()).contains("\"" + named + "\"").doesNotContain("DATABASE_URL");
        assertThat(total(owner, "")).isZero();
    }

    @Test
    void readsNoTenMegabytes() {
        String large = "{\"a\":\"" + "x".repeat(10 << 20) + "\"}";
        String tooLarge = "{\"a\":\"" + "x".repeat(300 << 10) + "\"}";

        assertThat(somebody()
                        .post("/user-services", body("martin", "large", large))
                        .code())
                .isEqualTo(30001);
        assertThat(somebody()
                        .post("/user-services", body("martin", "large", tooLarge))
                        .details()
                        .toString())
                .contains("config_data");
    }

    @Test
    void startsFromATemplateWithWhatTheRequestSaysOverIt() {
        Api owner = somebody();
        Answer created = owner.post("/user-services", """
                {"service_name":"small","service_type":"geoserver","template":"geoserver-small",
                 "config_data":{"resources":{"memory_mb":1536}}}""");

        assertThat(created.data().at("/config_data/resources/memory_mb").asInt())
                .isEqualTo(1536);
        assertThat(created.data().at("/config_data/resources/storage_mb").asInt())
                .isEqualTo(1024);
        assertThat(owner.get("/user-services/templates?service_type=martin")
                        .data()
                        .size())
                .isEqualTo(2);
    }

    private static String body(String type, String name, String configuration) {
        return """
                {"service_name":"%s","service_type":"%s","config_data":%s}""".formatted(name, type, configuration);
    }

    private static boolean isDefault(Api owner, long id) {
        return owner.get("/user-services/" + id).data().path("is_default").asBoolean();
    }

    private static long total(Api owner, String query) {
        return owner.get("/user-services" + query)
                .data()
                .at("/pagination/total")
                .asLong(-1);
    }
}
