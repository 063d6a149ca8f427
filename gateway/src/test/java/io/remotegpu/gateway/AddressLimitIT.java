package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "gateway.limits.address.burst=3",
            "gateway.limits.address.per-minute=1",
            "gateway.limits.patience=10s",
            "spring.data.redis.connect-timeout=10s",
            "spring.data.redis.timeout=10s",
            "spring.data.redis.database=2"
        })
class AddressLimitIT extends GatewayTestBase {
    @Test
    void refusesEverybodyOfAnAddressThatAsksTooOftenWhoeverTheyAre() throws Exception {
        for (int asked = 0; asked < 3; asked++) {
            assertThat(send(request("/api/v1/health")).statusCode()).isNotEqualTo(429);
        }

        HttpResponse<String> refused = send(request("/api/v1/health"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).path("code").asInt()).isEqualTo(10003);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(send(request("/api/v1/home-moves/7/attempts/1")).statusCode())
                .as("homes move on")
                .isNotEqualTo(429);
        assertThat(send(requestAs(7, "/api/v1/environments")).statusCode()).isEqualTo(429);
    }
}
