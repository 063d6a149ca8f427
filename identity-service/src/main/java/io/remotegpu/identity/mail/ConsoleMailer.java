package io.remotegpu.identity.mail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes mails to the log: for trying the platform out, where the log is read by the one person who uses it. */
final class ConsoleMailer implements Mailer {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleMailer.class);

    @Override
    public void send(Mail mail) {
        LOG.info(
                "No mail server is set (spring.mail.host). This mail would go to {}:\n{}\n\n{}",
                mail.to(),
                mail.subject(),
                mail.text());
    }
}
