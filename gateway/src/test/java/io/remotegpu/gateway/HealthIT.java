package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class HealthIT extends GatewayTestBase {
    @Test
    void isUpWhenEveryServiceIs() throws Exception {
        HttpResponse<String> response = send(request("/api/v1/health"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("code").asInt()).isZero();
        assertThat(json(response).path("data").path("services").propertyNames())
                .containsExactly("billing", "gis", "identity", "scheduler", "workspace");
    }
}
