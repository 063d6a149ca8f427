package io.remotegpu.identity;

import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.mail.Mail;
import io.remotegpu.identity.mail.Mailer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Keeps mails instead of sending them, and is away when the test says so. */
@TestConfiguration(proxyBeanMethods = false)
class RecordedMail {
    @Bean
    @Primary
    Letterbox letterbox() {
        return new Letterbox();
    }

    static final class Letterbox implements Mailer {
        private final List<Mail> mails = new CopyOnWriteArrayList<>();
        private final Set<String> refused = ConcurrentHashMap.newKeySet();

        @Override
        public void send(Mail mail) {
            if (refused.remove(mail.to() + " " + mail.subject())) {
                throw new PlatformException(ErrorCode.SERVICE_UNAVAILABLE, "the mail server is away");
            }
            mails.add(mail);
        }

        /** Does not take the next mail of this subject to this address. */
        void refuseOne(String address, String subject) {
            refused.add(address + " " + subject);
        }

        Mail awaitMail(String address, String subject) {
            return await().atMost(Duration.ofSeconds(30))
                    .until(() -> mails(address, subject), found -> !found.isEmpty())
                    .getFirst();
        }

        /** Other parts of the service send mails of their own. */
        List<Mail> mails(String address, String subject) {
            return mails.stream()
                    .filter(mail -> mail.to().equals(address) && mail.subject().equals(subject))
                    .toList();
        }
    }
}
