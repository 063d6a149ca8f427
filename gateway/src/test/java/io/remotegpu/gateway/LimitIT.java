package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "gateway.limits.user.burst=3",
            "gateway.limits.user.per-minute=1",
            "gateway.limits.credentials.burst=2",
            "gateway.limits.credentials.per-minute=1",
            "gateway.limits.patience=10s",
            "spring.data.redis.connect-timeout=10s",
            "spring.data.redis.timeout=10s",
            "spring.data.redis.database=1"
        })
class LimitIT extends GatewayTestBase {
    private final long userId = ThreadLocalRandom.current().nextLong(1_000, Long.MAX_VALUE);

    @Test
    void countsDownAndThenRefusesOneUserOnly() throws Exception {
        assertThat(remaining(send(requestAs(userId, "/api/v1/environments")))).isEqualTo("2");
        assertThat(remaining(send(requestAs(userId, "/api/v1/environments")))).isEqualTo("1");
        assertThat(remaining(send(requestAs(userId, "/api/v1/environments")))).isEqualTo("0");

        HttpResponse<String> refused = send(requestAs(userId, "/api/v1/environments"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).path("code").asInt()).isEqualTo(10003);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(refused.headers().firstValue("RateLimit-Limit")).hasValue("3");

        assertThat(send(requestAs(userId + 1, "/api/v1/environments")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void isStricterWherePasswordsCouldBeGuessed() throws Exception {
        send(post(request("/api/v1/users/login")));
        send(post(request("/api/v1/users/register")));

        assertThat(send(post(request("/api/v1/users/login"))).statusCode()).isEqualTo(429);
        assertThat(send(request("/api/v1/health")).statusCode()).isEqualTo(200);
    }

    private static String remaining(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return response.headers().firstValue("RateLimit-Remaining").orElseThrow();
    }
}
