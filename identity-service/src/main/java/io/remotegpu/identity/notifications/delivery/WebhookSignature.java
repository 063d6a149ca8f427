package io.remotegpu.identity.notifications.delivery;

import io.remotegpu.identity.secrets.Signature;
import java.time.Instant;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Signs what is sent, so that a receiver knows it is ours and new. Secrets are derived, not stored: who reads the database cannot sign. */
@Component
class WebhookSignature {
    private static final String PURPOSE = "remotegpu webhook ";

    private final Signature platform;

    WebhookSignature(DeliveryProperties properties) {
        if (properties.signingKey().isBlank()) {
            throw new IllegalStateException("identity.notifications.delivery.signing-key is missing; set"
                    + " IDENTITY_ENCRYPTION_KEY to what `openssl rand -base64 32` prints, which serves here too");
        }
        platform = new Signature(properties.signingKey());
    }

    /** What the owner was shown when the webhook was saved. */
    String secret(Webhook webhook) {
        byte[] derived = platform.of(PURPOSE + webhook.customer() + " " + webhook.salt());
        return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
    }

    String header(Webhook webhook, Instant now, String body) {
        return new Signature(secret(webhook)).stamped(now, body);
    }
}
