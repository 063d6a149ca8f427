package io.remotegpu.identity.notifications;

import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** Puts notices into words, English or Chinese. */
@Component
public class NotificationTexts {
    private final ResourceBundleMessageSource bundle = new ResourceBundleMessageSource();

    NotificationTexts() {
        bundle.setBasename("identity-notifications");
        bundle.setDefaultEncoding("UTF-8");
        bundle.setFallbackToSystemLocale(false);
        bundle.setAlwaysUseMessageFormat(true);
    }

    /** A title of one line and a text of a sentence or two. */
    public record Words(String title, String text) {}

    public Words of(Notice notice, Locale language) {
        String kind = notice.kind().wireName();
        Object[] args = notice.kind().arguments().stream()
                .map(name -> notice.args().getOrDefault(name, "?"))
                .toArray();
        String variant = notice.args().getOrDefault(Notice.VARIANT, "");
        String special = bundle.getMessage(kind + ".text." + variant, args, null, language);
        return new Words(
                oneLine(bundle.getMessage(kind + ".title", args, language)),
                special == null ? bundle.getMessage(kind + ".text", args, language) : special);
    }

    /** Names of environments and workspaces are other people's words, and a title becomes the header of a mail. */
    private static String oneLine(String title) {
        return title.replaceAll("\\p{Cntrl}+", " ");
    }
}
