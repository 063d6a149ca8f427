package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class RedisAwayIT extends GatewayTestBase {
    @DynamicPropertySource
    static void redisAway(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.port", Platform::freePort);
    }

    @Test
    void servesWithoutLimitsAndSaysSoInTheLog(CapturedOutput output) throws Exception {
        HttpResponse<String> response = send(requestAs(1, "/api/v1/environments"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("RateLimit-Limit")).isEmpty();
        assertThat(output).contains("no rate limits for PT1S: Redis does not answer");
        assertThat(send(request("/actuator/health")).statusCode()).isEqualTo(200);
    }
}
