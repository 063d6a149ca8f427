package io.remotegpu.identity.notifications.delivery;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.audit.AuditEntry;
import io.remotegpu.identity.audit.AuditLog;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Notifications")
@RequestMapping("/api/v1/notifications/webhook")
class WebhookController {
    private final Webhooks webhooks;
    private final WebhookClient client;
    private final WebhookSignature signature;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    WebhookController(
            Webhooks webhooks,
            WebhookClient client,
            WebhookSignature signature,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.webhooks = webhooks;
        this.client = client;
        this.signature = signature;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Operation(summary = "Where your notifications are sent")
    @GetMapping
    ApiResponse<WebhookView> get(Caller caller) {
        return ApiResponse.of(webhooks.find(caller.id())
                .map(webhook -> WebhookView.of(webhook, null))
                .orElseThrow(() -> PlatformException.notFound("webhook", caller.id())));
    }

    @Operation(summary = "Send your notifications to this address; the answer shows the new signing secret, this once")
    @PutMapping
    ApiResponse<WebhookView> put(Caller caller, @Valid @RequestBody NewWebhook body) {
        URI url = body.checked();
        if (!client.mayReach(url)) {
            throw FieldError.refuse("url", "must name a host with a public address");
        }
        Webhook saved = Objects.requireNonNull(transaction.execute(status -> {
            audit.append(AuditEntry.of("webhook.saved", "user", caller.id())
                    .by(caller)
                    .changed(Map.of(), Map.of("url", url.toString())));
            return webhooks.save(caller.id(), url);
        }));
        return ApiResponse.of(WebhookView.of(saved, signature.secret(saved)));
    }

    @Operation(summary = "Send your notifications nowhere any more")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller) {
        transaction.executeWithoutResult(status -> {
            if (!webhooks.delete(caller.id())) {
                throw PlatformException.notFound("webhook", caller.id());
            }
            audit.append(AuditEntry.of("webhook.removed", "user", caller.id()).by(caller));
        });
    }

    /**
     * @param secret what its posts are signed with; shown only when it is saved
     * @param failures failed tries in a row
     * @param disabledReason why nothing is sent any more, null while it is switched on
     */
    record WebhookView(
            String url,
            @Nullable String secret,
            boolean enabled,
            int failures,
            @Nullable String disabledReason,
            Instant createdAt) {
        static WebhookView of(Webhook webhook, @Nullable String secret) {
            return new WebhookView(
                    webhook.url().toString(),
                    secret,
                    webhook.disabledAt() == null,
                    webhook.failures(),
                    webhook.disabledReason(),
                    webhook.createdAt());
        }

        @Override
        public String toString() {
            return "WebhookView of " + url;
        }
    }

    record NewWebhook(@NotBlank @Size(max = 2000) String url) {
        URI checked() {
            try {
                URI parsed = new URI(url.strip());
                String scheme = String.valueOf(parsed.getScheme()).toLowerCase(Locale.ROOT);
                boolean web = scheme.equals("https") || scheme.equals("http");
                if (web && parsed.getHost() != null && parsed.getUserInfo() == null && parsed.getFragment() == null) {
                    return parsed;
                }
            } catch (URISyntaxException unreadable) {
                // Refused below, like anything that is no web address.
            }
            throw FieldError.refuse("url", "must be an http or https address without user name and fragment");
        }
    }
}
