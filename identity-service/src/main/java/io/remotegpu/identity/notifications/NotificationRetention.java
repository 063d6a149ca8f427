package io.remotegpu.identity.notifications;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets old notifications. Several replicas may do so at once. */
@Component
class NotificationRetention {
    private static final int BATCH = 1000;

    private final Notifications notifications;
    private final NotificationProperties properties;

    NotificationRetention(Notifications notifications, NotificationProperties properties) {
        this.notifications = notifications;
        this.properties = properties;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void prune() {
        while (notifications.prune(properties.retention(), BATCH) == BATCH) {
            // Batch after batch, so that none holds locks for long.
        }
    }
}
