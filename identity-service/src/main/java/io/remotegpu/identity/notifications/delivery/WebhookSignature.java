package io.remotegpu.identity.notifications.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Signs what is sent, so that a receiver knows it is ours and new: {@code t=<seconds since 1970>,v1=<hex>}, where v1 is the HMAC-SHA256 of
 * {@code <t>.<body>} under the webhook's secret. Secrets are derived, not stored: who reads the database cannot sign.
 */
@Component
class WebhookSignature {
    static final String HEADER = "X-RemoteGPU-Signature";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "remotegpu webhook ";

    private final byte[] key;

    WebhookSignature(DeliveryProperties properties) {
        if (properties.signingKey().isBlank()) {
            throw new IllegalStateException("identity.notifications.delivery.signing-key is missing; set"
                    + " IDENTITY_ENCRYPTION_KEY to what `openssl rand -base64 32` prints, which serves here too");
        }
        key = properties.signingKey().getBytes(StandardCharsets.UTF_8);
    }

    /** What the owner was shown when the webhook was saved. */
    String secret(Webhook webhook) {
        byte[] derived = hmac(key, PURPOSE + webhook.customer() + " " + webhook.salt());
        return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
    }

    String header(Webhook webhook, Instant now, String body) {
        long seconds = now.getEpochSecond();
        byte[] signature = hmac(secret(webhook).getBytes(StandardCharsets.UTF_8), seconds + "." + body);
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(signature);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
