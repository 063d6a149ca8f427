package io.remotegpu.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.TableContents;
import io.remotegpu.testing.TestTokens;
import io.remotegpu.testing.api.OpenApiDocument;
import io.remotegpu.testing.api.StrangerRequests;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class StrangersIT extends RunningService {
    private static final String ROOT = "/api/v1/";
    /** Relay, inbox, answers kept for repeats and sums move on by themselves. */
    private static final Set<String> HOUSEKEEPING = Set.of(
            "outbox", "inbox", "idempotency_keys", "relay_offsets", "flyway_schema_history", "environment_counts");

    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("PATCH /api/v1/workspaces/{id}", "{\"name\":\"taken\"}"),
            Map.entry("POST /api/v1/workspaces/{id}/transfer", "{\"customer_id\":1}"),
            Map.entry("POST /api/v1/workspaces/{id}/members", "{\"customer_id\":1,\"role\":\"admin\"}"),
            Map.entry("PATCH /api/v1/workspaces/{id}/members/{customer}", "{\"role\":\"admin\"}"),
            Map.entry("POST /api/v1/workspaces/{id}/invitations", "{\"email\":\"eve@example.org\",\"role\":\"admin\"}"),
            Map.entry("PATCH /api/v1/environments/{id}", "{\"name\":\"taken\"}"),
            Map.entry("POST /api/v1/environments/{id}/move", "{\"start\":true}"),
            Map.entry("PUT /api/v1/environments/{id}/datasets", "{\"dataset_ids\":[]}"),
            Map.entry("POST /api/v1/environments/{id}/snapshots", "{\"name\":\"taken\"}"),
            Map.entry("PATCH /api/v1/environment-templates/{id}", "{\"name\":\"taken\"}"),
            Map.entry("PATCH /api/v1/datasets/{id}", "{\"description\":\"taken\"}"),
            Map.entry("PUT /api/v1/admin/quotas/customers/{id}", "{\"gpu\":100}"),
            Map.entry("PUT /api/v1/admin/quotas/workspaces/{id}", "{\"gpu\":100}"),
            Map.entry("PATCH /api/v1/admin/images/{id}", "{\"description\":\"taken\"}"));

    @Test
    void findNothingThatIsNotTheirsAndChangeNothing() {
        Map<String, String> resources = resourcesOf(registered());
        String stranger = TestTokens.of(registered());
        String address = "http://127.0.0.1:" + port;
        OpenApiDocument document = OpenApiDocument.of(
                RestClient.create(address).get().uri("/v3/api-docs").retrieve().body(String.class));
        Map<String, String> before = contents();

        assertThat(new StrangerRequests(address, stranger, resources, BODIES).complaints(document.operations()))
                .isEmpty();
        assertThat(contents()).isEqualTo(before);
    }

    private Map<String, String> contents() {
        return inDatabase(jdbc -> TableContents.of(jdbc, HOUSEKEEPING));
    }

    /** One of each kind, all of this owner's workspace. */
    private Map<String, String> resourcesOf(long owner) {
        Api api = as(owner);
        long workspace = api.workspace("ours");
        String ours = ROOT + "workspaces/" + workspace;
        String environment = ROOT + "environments/" + runningEnvironment(api, workspace, 1);
        String invitation = created(
                api,
                "/workspaces/" + workspace + "/invitations",
                "{\"email\":\"ann@example.org\",\"role\":\"member\"}");
        String snapshot = created(api, environment.substring(ROOT.length() - 1) + "/snapshots", "{\"name\":\"ours\"}");
        return Map.ofEntries(
                Map.entry(ROOT + "workspaces/{id}", ours),
                Map.entry(ROOT + "workspaces/{id}/members/{customer}", ours + "/members/" + owner),
                Map.entry(ROOT + "workspaces/{id}/invitations/{invitation}", ours + "/invitations/" + invitation),
                Map.entry(ROOT + "invitations/{token}", ROOT + "invitations/" + "x".repeat(43)),
                Map.entry(ROOT + "environments/{id}", environment),
                Map.entry(ROOT + "snapshots/{id}", ROOT + "snapshots/" + snapshot),
                Map.entry(
                        ROOT + "environment-templates/{id}",
                        ROOT + "environment-templates/" + template(api, workspace)),
                Map.entry(ROOT + "datasets/{id}", ROOT + "datasets/" + dataset(api, workspace)),
                Map.entry(ROOT + "admin/quotas/customers/{id}", ROOT + "admin/quotas/customers/" + owner),
                Map.entry(ROOT + "admin/quotas/workspaces/{id}", ROOT + "admin/quotas/workspaces/" + workspace),
                Map.entry(ROOT + "admin/images/{id}", ROOT + "admin/images/1"),
                Map.entry(ROOT + "images/{id}", ROOT + "images/999999"));
    }

    private static String template(Api api, long workspace) {
        return created(api, "/environment-templates", """
                {"name":"ours","visibility":"workspace","workspace_id":%d,"spec":{"cpu":2}}""".formatted(workspace));
    }

    private static String dataset(Api api, long workspace) {
        return created(api, "/datasets", """
                {"name":"ours","workspace_id":%1$d,"kind":"folder","source":"workspaces/%1$d/ours"}""".formatted(workspace));
    }

    private static String created(Api api, String path, String body) {
        Api.Answer answer = api.post(path, body);
        assertThat(answer.status()).as("POST %s: %s", path, answer.body()).isIn(201, 202);
        return answer.data().path("id").asString();
    }
}
