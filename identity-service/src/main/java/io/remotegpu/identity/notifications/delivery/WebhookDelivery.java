package io.remotegpu.identity.notifications.delivery;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.notifications.Languages;
import io.remotegpu.identity.notifications.Notice;
import io.remotegpu.identity.notifications.NotificationCenter;
import io.remotegpu.identity.notifications.NotificationKind;
import io.remotegpu.identity.notifications.NotificationTexts;
import io.remotegpu.identity.notifications.NotificationTexts.Words;
import io.remotegpu.identity.secrets.Signature;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Posts a notification to its owner's webhook. Any 2xx is an arrival; 410 says that nobody wants any more. */
@Component
class WebhookDelivery {
    private static final int GONE = 410;

    private final Webhooks webhooks;
    private final WebhookClient client;
    private final WebhookSignature signature;
    private final Languages languages;
    private final NotificationTexts texts;
    private final NotificationCenter center;
    private final DeliveryProperties properties;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    WebhookDelivery(
            Webhooks webhooks,
            WebhookClient client,
            WebhookSignature signature,
            Languages languages,
            NotificationTexts texts,
            NotificationCenter center,
            DeliveryProperties properties,
            TransactionTemplate transaction,
            JsonMapper json,
            Clock clock) {
        this.webhooks = webhooks;
        this.client = client;
        this.signature = signature;
        this.languages = languages;
        this.texts = texts;
        this.center = center;
        this.properties = properties;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /** @param id the same on every try */
    record Payload(
            UUID id, NotificationKind kind, String title, String text, Map<String, String> data, Instant createdAt) {}

    void deliver(Delivery delivery) throws Undeliverable {
        CustomerId customer = delivery.customer();
        if (customer == null) {
            throw Undeliverable.forGood("nobody's webhook");
        }
        Webhook webhook = webhooks.active(customer)
                .orElseThrow(() -> Undeliverable.forGood("there is no webhook, or it is switched off"));
        String body = body(delivery, customer);
        Map<String, String> headers = Map.of(
                Signature.HEADER,
                signature.header(webhook, clock.instant(), body),
                "X-RemoteGPU-Delivery",
                delivery.id().toString(),
                "X-RemoteGPU-Event",
                delivery.notice().kind().wireName());
        int status = post(webhook, body, headers);
        if (status / 100 != 2) {
            throw failed(webhook, "it answered " + status + ".", status == GONE ? 1 : properties.webhookFailures());
        }
        webhooks.succeeded(webhook);
    }

    private int post(Webhook webhook, String body, Map<String, String> headers) throws Undeliverable {
        try {
            return client.post(webhook.url(), body, headers);
        } catch (IOException away) {
            throw failed(webhook, "it cannot be reached: " + away.getMessage() + ".", properties.webhookFailures());
        }
    }

    private Undeliverable failed(Webhook webhook, String why, int most) {
        transaction.executeWithoutResult(status -> {
            if (webhooks.failed(webhook, most, why)) {
                center.tell(
                        webhook.customer(),
                        new Notice(
                                NotificationKind.WEBHOOK_DISABLED,
                                Map.of("url", webhook.url().toString(), "reason", why)));
            }
        });
        return Undeliverable.forNow(why);
    }

    private String body(Delivery delivery, CustomerId customer) {
        Words words = texts.of(delivery.notice(), languages.chosen(customer).orElse(Locale.ENGLISH));
        return json.writeValueAsString(new Payload(
                delivery.id(),
                delivery.notice().kind(),
                words.title(),
                words.text(),
                delivery.notice().args(),
                delivery.createdAt()));
    }
}
