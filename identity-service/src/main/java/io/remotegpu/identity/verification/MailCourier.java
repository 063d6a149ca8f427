package io.remotegpu.identity.verification;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.mail.Mail;
import io.remotegpu.identity.mail.Mailer;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends the mails that were asked for, at least once each; one that cannot be sent is tried again for a day. Several replicas share the work. */
@Component
class MailCourier {
    private static final Logger LOG = LoggerFactory.getLogger(MailCourier.class);

    private final MailRequests requests;
    private final AccountLetters letters;
    private final Mailer mailer;
    private final VerificationProperties properties;
    private final Clock clock;

    MailCourier(
            MailRequests requests,
            AccountLetters letters,
            Mailer mailer,
            VerificationProperties properties,
            Clock clock) {
        this.requests = requests;
        this.letters = letters;
        this.mailer = mailer;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void sendWhatIsDue() {
        Optional<MailRequest> next = requests.claim();
        while (next.isPresent()) {
            send(next.get());
            next = requests.claim();
        }
    }

    private void send(MailRequest request) {
        Optional<Mail> mail = letters.write(request);
        try {
            mail.ifPresent(mailer::send);
            requests.done(request);
        } catch (PlatformException notSent) {
            boolean hopeless = notSent.code() != ErrorCode.SERVICE_UNAVAILABLE
                    || request.requestedAt().plus(properties.patience()).isBefore(clock.instant());
            LOG.warn("A mail ({}) was not sent{}", request.purpose(), hopeless ? " and is given up" : "", notSent);
            if (hopeless) {
                requests.done(request);
            }
        }
    }
}
