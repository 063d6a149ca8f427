package io.remotegpu.gis;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.TableContents;
import io.remotegpu.testing.TestTokens;
import io.remotegpu.testing.api.OpenApiDocument;
import io.remotegpu.testing.api.StrangerRequests;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class StrangersIT extends RunningGis {
    private static final String ROOT = "/api/v1/user-services/";
    private static final String QUOTAS = "/api/v1/admin/user-services/quotas/";
    /** Relay, inbox and answers kept for repeats move on by themselves. */
    private static final Set<String> HOUSEKEEPING =
            Set.of("outbox", "inbox", "idempotency_keys", "relay_offsets", "flyway_schema_history");

    private static final Map<String, String> BODIES = Map.of(
            "POST /api/v1/user-services/{id}/api-keys", "{\"name\":\"taken\"}",
            "POST /api/v1/user-services/{id}/files",
                    "{\"folder\":\"mbtiles\",\"name\":\"taken.mbtiles\",\"size_bytes\":9}",
            "PUT /api/v1/user-services/{id}", "{\"description\":\"taken\"}",
            "PUT /api/v1/user-services/connections/{id}", "{\"name\":\"taken\"}",
            "PUT /api/v1/admin/user-services/quotas/{customer}", "{\"quota_type\":\"premium\"}");

    @Test
    void findNothingThatIsNotTheirsAndChangeNothing() {
        Api owner = somebody();
        long connection = owner.connection("ours");
        long service = owner.service("martin", "ours", "{\"postgres\":[{\"connection_id\":" + connection + "}]}");
        String key = owner.post("/user-services/" + service + "/api-keys", "{\"name\":\"ours\"}")
                .text("id");
        String file = owner.post("/user-services/" + service + "/files", """
                        {"folder":"mbtiles","name":"ours.mbtiles","size_bytes":9}""").text("id");
        Map<String, String> resources = Map.of(
                ROOT + "{id}", ROOT + service,
                ROOT + "{id}/files/{file}", ROOT + service + "/files/" + file,
                ROOT + "{id}/api-keys/{key}", ROOT + service + "/api-keys/" + key,
                ROOT + "{id}/versions/{version}", ROOT + service + "/versions/1",
                ROOT + "connections/{id}", ROOT + "connections/" + connection,
                ROOT + "types/{type}", ROOT + "types/none",
                QUOTAS + "{customer}", QUOTAS + "7");
        String address = "http://127.0.0.1:" + port;
        OpenApiDocument document = OpenApiDocument.of(
                RestClient.create(address).get().uri("/v3/api-docs").retrieve().body(String.class));
        Map<String, String> before = TableContents.of(jdbc, HOUSEKEEPING);

        assertThat(new StrangerRequests(address, TestTokens.of(newCustomer()), resources, BODIES)
                        .complaints(document.operations()))
                .isEmpty();
        assertThat(TableContents.of(jdbc, HOUSEKEEPING)).isEqualTo(before);
    }
}
