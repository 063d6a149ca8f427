package io.remotegpu.identity.sms;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.secrets.Signature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Posts messages to an adapter of whoever runs the platform, signed so that nobody else can send in its name. */
final class WebhookSmsSender implements SmsSender {
    private static final int TOO_EARLY_OR_MANY = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final HttpClient http;
    private final URI url;
    private final Duration timeout;
    private final Signature signature;
    private final Clock clock;

    WebhookSmsSender(URI url, SmsProperties properties, Clock clock) {
        this.url = url;
        this.timeout = properties.timeout();
        this.signature = new Signature(properties.webhookKey());
        this.clock = clock;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public void send(Sms sms) {
        String body = JsonMapper.shared().writeValueAsString(Map.of("to", sms.to(), "text", sms.text()));
        int status = post(body);
        if (status / 100 == 2) {
            return;
        }
        boolean hopeless = status / 100 == 4 && status != TOO_EARLY_OR_MANY && status != REQUEST_TIMEOUT;
        throw new PlatformException(
                hopeless ? ErrorCode.VALIDATION_FAILED : ErrorCode.SERVICE_UNAVAILABLE,
                "the SMS gateway answered " + status + "; see what it says of the number");
    }

    private int post(String body) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header(Signature.HEADER, signature.stamped(clock.instant(), body))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException away) {
            throw unavailable(away);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw unavailable(stopping);
        }
    }

    private static PlatformException unavailable(Exception cause) {
        return new PlatformException(
                ErrorCode.SERVICE_UNAVAILABLE, "the SMS gateway does not answer now; try again in a moment", cause);
    }
}
