package io.remotegpu.identity.notifications.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends what is due, each on a thread of its own, so that a slow receiver holds up nobody else's. Safe with several replicas. */
@Component
class DeliveryWorker {
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int BATCH = 50;

    private final Deliveries deliveries;
    private final MailDelivery mail;
    private final WebhookDelivery webhook;
    private final DeliveryProperties properties;
    private final Clock clock;

    DeliveryWorker(
            Deliveries deliveries,
            MailDelivery mail,
            WebhookDelivery webhook,
            DeliveryProperties properties,
            Clock clock) {
        this.deliveries = deliveries;
        this.mail = mail;
        this.webhook = webhook;
        this.properties = properties;
        this.clock = clock;
    }

    /** At a fixed rate: while one run waits for slow receivers, the next takes what is due meanwhile. */
    @Scheduled(initialDelayString = "PT5S", fixedRateString = "PT1S")
    void deliverDue() {
        List<Delivery> due = deliveries.take(BATCH, properties.lease());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(delivery -> threads.submit(() -> attempt(delivery)));
        }
    }

    @Scheduled(initialDelayString = "PT30M", fixedDelayString = "PT6H")
    void forget() {
        deliveries.prune(properties.retention());
    }

    private void attempt(Delivery delivery) {
        try {
            switch (delivery.channel()) {
                case MAIL -> mail.deliver(delivery);
                case WEBHOOK -> webhook.deliver(delivery);
                case IN_APP -> throw Undeliverable.forGood("the list needs no delivery");
            }
            deliveries.delivered(delivery.id());
        } catch (Undeliverable failure) {
            failed(delivery, failure);
        } catch (RuntimeException unforeseen) {
            log.error("delivery {} failed", delivery.id(), unforeseen);
            failed(delivery, Undeliverable.forNow("internal error"));
        }
    }

    private void failed(Delivery delivery, Undeliverable failure) {
        if (failure.isForGood() || delivery.attempts() >= properties.attempts()) {
            deliveries.givenUp(delivery.id(), failure.reason());
        } else {
            Duration pause = properties.pauseAfter(delivery.attempts());
            deliveries.failed(delivery.id(), failure.reason(), clock.instant().plus(pause));
        }
    }
}
