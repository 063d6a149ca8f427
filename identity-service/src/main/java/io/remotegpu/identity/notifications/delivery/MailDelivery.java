package io.remotegpu.identity.notifications.delivery;

import io.remotegpu.contracts.error.ErrorCode.Category;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.accounts.AccountStatus;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.mail.Mail;
import io.remotegpu.identity.mail.Mailer;
import io.remotegpu.identity.notifications.Languages;
import io.remotegpu.identity.notifications.NotificationTexts;
import io.remotegpu.identity.notifications.NotificationTexts.Words;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Hands a notification to the mail server, in the reader's language. */
@Component
class MailDelivery {
    private final Accounts accounts;
    private final Languages languages;
    private final NotificationTexts texts;
    private final Mailer mailer;

    MailDelivery(Accounts accounts, Languages languages, NotificationTexts texts, Mailer mailer) {
        this.accounts = accounts;
        this.languages = languages;
        this.texts = texts;
        this.mailer = mailer;
    }

    void deliver(Delivery delivery) throws Undeliverable {
        Words words = texts.of(delivery.notice(), language(delivery));
        try {
            mailer.send(new Mail(address(delivery), words.title(), words.text()));
        } catch (PlatformException refused) {
            throw refused.code().category() == Category.USER
                    ? Undeliverable.forGood(String.valueOf(refused.getMessage()))
                    : Undeliverable.forNow(String.valueOf(refused.getMessage()));
        }
    }

    /** The address that the account has now, not the one it had when the notification was made. */
    private String address(Delivery delivery) throws Undeliverable {
        if (delivery.address() != null) {
            return delivery.address();
        }
        if (delivery.customer() == null) {
            throw Undeliverable.forGood("it has neither a customer nor an address");
        }
        Account account = accounts.find(delivery.customer()).orElse(null);
        if (account == null || account.status() != AccountStatus.ACTIVE) {
            throw Undeliverable.forGood("the account is not active any more");
        }
        return account.email();
    }

    private Locale language(Delivery delivery) {
        return delivery.customer() == null
                ? Locale.ENGLISH
                : languages.chosen(delivery.customer()).orElse(Locale.ENGLISH);
    }
}
