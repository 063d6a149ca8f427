package io.remotegpu.identity.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.secrets.Signature;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WebhookSmsSenderTest {
    private static final String KEY = "a key that both know";
    private static final Instant NOW = Instant.ofEpochSecond(1_780_000_000);
    private static final Sms SMS = new Sms("+8613800138000", "123456 is your code");

    private HttpServer gateway;
    private volatile int status = 202;
    private volatile String body = "";
    private volatile String signature = "";

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        gateway.createContext("/sms", this::take);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void postsTheMessageUnderASignatureThatTheReceiverCanCheck() {
        sender().send(SMS);

        var json = JsonMapper.shared().readTree(body);
        assertThat(json.path("to").asString()).isEqualTo("+8613800138000");
        assertThat(json.path("text").asString()).isEqualTo("123456 is your code");
        byte[] expected = new Signature(KEY).of("1780000000." + body);
        assertThat(signature)
                .isEqualTo("t=1780000000,v1=" + HexFormat.of().formatHex(expected))
                .isNotEqualTo(new Signature("another").stamped(NOW, body));
    }

    @Test
    void saysWhetherAnotherTryMayHelp() {
        status = 422;
        assertRefused(ErrorCode.VALIDATION_FAILED);
        status = 503;
        assertRefused(ErrorCode.SERVICE_UNAVAILABLE);
        status = 429;
        assertRefused(ErrorCode.SERVICE_UNAVAILABLE);
        gateway.stop(0);
        assertRefused(ErrorCode.SERVICE_UNAVAILABLE);
    }

    @Test
    void writesNoCodeIntoLogsByAccident() {
        assertThat(SMS.toString()).doesNotContain("123456");
    }

    @Test
    void isTheConsoleUnlessAWebhookIsSetWhichNeedsAKey() {
        SmsConfiguration configuration = new SmsConfiguration();
        SmsSender console =
                configuration.smsSender(new SmsProperties(null, "", Duration.ofSeconds(5)), Clock.systemUTC());
        assertThatCode(() -> console.send(SMS)).doesNotThrowAnyException();

        SmsProperties keyless = new SmsProperties(url(), "", Duration.ofSeconds(5));
        assertThatThrownBy(() -> configuration.smsSender(keyless, Clock.systemUTC()))
                .hasMessageContaining("identity.sms.webhook-key");
    }

    private void assertRefused(ErrorCode code) {
        assertThatThrownBy(() -> sender().send(SMS))
                .isInstanceOfSatisfying(PlatformException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(code));
    }

    private SmsSender sender() {
        return new SmsConfiguration()
                .smsSender(new SmsProperties(url(), KEY, Duration.ofSeconds(30)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/sms");
    }

    private void take(HttpExchange exchange) throws IOException {
        body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        signature = exchange.getRequestHeaders().getFirst(Signature.HEADER);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
