package io.remotegpu.identity.notifications;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notification as its owner sees it.
 *
 * @param data what a program may want to know, such as {@code environment_id}
 */
public record NotificationView(
        long id,
        NotificationKind kind,
        String title,
        String text,
        Map<String, String> data,
        boolean isRead,
        @Nullable Instant readAt,
        Instant createdAt) {
    public static NotificationView of(Notification notification, NotificationTexts.Words words) {
        return new NotificationView(
                notification.id(),
                notification.notice().kind(),
                words.title(),
                words.text(),
                notification.notice().args(),
                notification.readAt() != null,
                notification.readAt(),
                notification.createdAt());
    }
}
