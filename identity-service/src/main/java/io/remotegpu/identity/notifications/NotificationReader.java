package io.remotegpu.identity.notifications;

import io.remotegpu.contracts.CustomerId;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Puts notifications into their reader's language: the one chosen, else the one the request asks for. */
@Component
public class NotificationReader {
    private final Languages languages;
    private final NotificationTexts texts;

    NotificationReader(Languages languages, NotificationTexts texts) {
        this.languages = languages;
        this.texts = texts;
    }

    /** To be asked on the request's own thread, once for all notifications of an answer. */
    public Locale language(CustomerId customer) {
        return languages.chosen(customer).orElseGet(LocaleContextHolder::getLocale);
    }

    public NotificationView view(Notification notification, Locale language) {
        return NotificationView.of(notification, texts.of(notification.notice(), language));
    }
}
