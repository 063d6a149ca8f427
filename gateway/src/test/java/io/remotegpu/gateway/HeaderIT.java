package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class HeaderIT extends GatewayTestBase {
    @Test
    void believesNothingThatOnlyThePlatformMaySay() throws Exception {
        send(requestAs(1, "/api/v1/environments")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=10.0.0.1")
                .header("X-User-Id", "42")
                .header("X-Real-IP", "10.0.0.1")
                .header("Keep-Alive", "timeout=5")
                .header("TE", "trailers"));

        Headers seen = Platform.WORKSPACE.lastHeaders();
        assertThat(seen.get("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(seen.get("X-Forwarded-Proto")).containsExactly("http");
        assertThat(seen)
                .doesNotContainKeys("X-forwarded-prefix", "Forwarded", "X-user-id", "X-real-ip", "Keep-alive", "Te");
    }

    @Test
    void givesEveryRequestAnIdAndATrace() throws Exception {
        HttpResponse<String> response = send(requestAs(1, "/api/v1/environments"));

        String requestId = Platform.WORKSPACE.lastHeaders().getFirst("X-Request-Id");
        assertThat(requestId).isNotBlank();
        assertThat(response.headers().allValues("X-Request-Id")).containsExactly(requestId);
        assertThat(Platform.WORKSPACE.lastHeaders().getFirst("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void keepsACallersRequestIdIfItIsHarmless() throws Exception {
        HttpResponse<String> kept = send(requestAs(1, "/api/v1/environments").header("X-Request-Id", "call-1"));
        HttpResponse<String> replaced =
                send(requestAs(1, "/api/v1/environments").header("X-Request-Id", "{x} <y>"));

        assertThat(kept.headers().firstValue("X-Request-Id")).hasValue("call-1");
        assertThat(replaced.headers().firstValue("X-Request-Id").orElseThrow()).doesNotContain("{x}");
    }

    @Test
    void protectsBrowsersAndSaysWhichContractThisIs() throws Exception {
        var headers = send(requestAs(1, "/api/v1/environments")).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Content-Security-Policy")).isPresent();
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("X-API-Version")).hasValue("1.0.0");
        assertThat(headers.firstValue("X-Powered-By")).isEmpty();
    }

    @Test
    void allowsNoOtherOriginByDefault() throws Exception {
        var headers = send(requestAs(1, "/api/v1/environments").header("Origin", "https://elsewhere.example"))
                .headers();

        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
}
