package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingIT extends GatewayTestBase {
    @ParameterizedTest
    @CsvSource(textBlock = """
            /api/v1/users/me,                       identity
            /api/v1/users/me/ssh-keys/3,            identity
            /api/v1/user/info,                      identity
            /api/v1/auth/sessions,                  identity
            /.well-known/jwks.json,                 identity
            /api/v1/notifications,                  identity
            /api/v1/admin/users,                    identity
            /api/v1/admin/audit-logs,               identity
            /api/v1/users/me/quota,                 workspace
            /api/v1/workspaces,                     workspace
            /api/v1/workspaces/4/members,           workspace
            /api/v1/environments,                   workspace
            /api/v1/environments/env-1,             workspace
            /api/v1/environments/env-1/events,      workspace
            /api/v1/invitations/abc/accept,         workspace
            /api/v1/images,                         workspace
            /api/v1/datasets,                       workspace
            /api/v1/environment-templates,          workspace
            /api/v1/admin/quotas/customers/3,       workspace
            /api/v1/admin/images/sync,              workspace
            /api/v1/environments/env-1/placement,   scheduler
            /api/v1/gpus/available,                 scheduler
            /api/v1/hosts,                          scheduler
            /api/v1/admin/hosts/gpu-1,              scheduler
            /api/v1/admin/gpus,                     scheduler
            /api/v1/admin/image-pulls,              scheduler
            /api/v1/admin/queue,                    scheduler
            /api/v1/admin/sagas,                    scheduler
            /api/v1/admin/reservations,             scheduler
            /api/v1/admin/enrollment-tokens,        scheduler
            /api/v1/billing/records,                billing
            /api/v1/user-services/types,            gis
            /api/v1/admin/user-services/quotas,     gis
            /api/v1/admin/billing/prices,           billing
            """)
    void sendsEachPathToTheServiceThatOwnsIt(String path, String service) throws Exception {
        HttpResponse<String> response = send(requestAs(1, path));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-Backend")).hasValue(service);
    }

    @Test
    void answersUnknownPathsInTheEnvelope() throws Exception {
        HttpResponse<String> response = send(requestAs(1, "/api/v1/nothing-here"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("code").asInt()).isEqualTo(40006);
        assertThat(json(response).path("details").path("resource").asString()).isEqualTo("/api/v1/nothing-here");
    }

    @Test
    void keepsTheServicesActuatorOutOfReach() throws Exception {
        HttpResponse<String> climbing = send(requestAs(1, "/api/v1/users/%2e%2e/%2e%2e/%2e%2e/actuator/prometheus"));

        assertThat(climbing.statusCode()).isEqualTo(400);
        assertThat(json(climbing).path("error").asString()).isEqualTo("validation_failed");
    }

    @Test
    void servesEachServicesDocumentAndAllInOne() throws Exception {
        Platform.BILLING.with("/v3/api-docs", """
                {"openapi":"3.1.0","paths":{"/api/v1/billing/records":{}},"components":{"schemas":{"Record":{}}}}""");

        HttpResponse<String> one = send(request("/v3/api-docs/billing"));
        HttpResponse<String> all = send(request("/v3/api-docs"));

        assertThat(json(one).path("paths").has("/api/v1/billing/records")).isTrue();
        assertThat(json(all).path("paths").has("/api/v1/billing/records")).isTrue();
        assertThat(json(all).path("components").path("schemas").has("Record")).isTrue();
        assertThat(send(request("/docs")).headers().firstValue("Location")).hasValue("/docs/index.html");
        assertThat(send(request("/docs/index.html")).body()).contains("swagger-ui");
        assertThat(send(request("/docs/swagger-ui/swagger-ui.css")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsItsOwnHealthAndMetrics() throws Exception {
        assertThat(send(request("/actuator/health")).statusCode()).isEqualTo(200);
        assertThat(send(request("/actuator/prometheus")).body()).contains("jvm_memory_used_bytes");
    }
}
