package io.remotegpu.identity.mail;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends by the SMTP server of {@code spring.mail.*}. */
final class SmtpMailer implements Mailer {
    private final JavaMailSender server;
    private final String from;

    SmtpMailer(JavaMailSender server, String from) {
        this.server = server;
        this.from = from;
    }

    @Override
    public void send(Mail mail) {
        try {
            server.send(message(mail));
        } catch (MailSendException notTaken) {
            throw notTaken.getMessageExceptions().length > 0 && isAboutAddress(notTaken.getMessageExceptions()[0])
                    ? noAddress(notTaken)
                    : unavailable(notTaken);
        } catch (MailException away) {
            throw unavailable(away);
        } catch (MessagingException unwritable) {
            throw noAddress(unwritable);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        MimeMessage message = server.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(mail.to());
        helper.setSubject(mail.subject());
        helper.setText(mail.text());
        return message;
    }

    /** A server that answers 5xx to the recipient will do so again; one that is only busy answers 4xx. */
    private static boolean isAboutAddress(Exception failure) {
        return failure instanceof AddressException
                || failure instanceof SendFailedException refused
                        && refused.getInvalidAddresses() != null
                        && refused.getInvalidAddresses().length > 0;
    }

    private static PlatformException noAddress(Exception cause) {
        return new PlatformException(
                ErrorCode.VALIDATION_FAILED, "the mail server knows no such address; give another", cause);
    }

    private static PlatformException unavailable(Exception cause) {
        return new PlatformException(
                ErrorCode.SERVICE_UNAVAILABLE, "the mail server does not take mail now; try again in a moment", cause);
    }
}
