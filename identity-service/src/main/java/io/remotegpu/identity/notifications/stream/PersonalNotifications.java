package io.remotegpu.identity.notifications.stream;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.notifications.Notification;
import io.remotegpu.identity.notifications.NotificationReader;
import io.remotegpu.identity.notifications.Notifications;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.stream.EventSource;
import io.remotegpu.web.stream.StreamEvent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One person's notifications; a position is the id of the last one they got. */
record PersonalNotifications(
        Notifications notifications, NotificationReader reader, CustomerId customer, Locale language)
        implements EventSource {
    private static final int MOST = 100;
    private static final Pattern POSITION = Pattern.compile("\\d{1,18}");

    @Override
    public String end() {
        return Long.toString(notifications.newest(customer));
    }

    @Override
    public List<StreamEvent> after(String position) {
        if (!POSITION.matcher(position).matches()) {
            throw FieldError.refuse("Last-Event-ID", "must be the id of the last event you got");
        }
        return notifications.after(customer, Long.parseLong(position), MOST).stream()
                .map(this::event)
                .toList();
    }

    private StreamEvent event(Notification notification) {
        return new StreamEvent(Long.toString(notification.id()), "notification", reader.view(notification, language));
    }
}
