package io.remotegpu.identity.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;

/** Against a real SMTP server. */
class MailIT {
    private static final Mail MAIL = new Mail("ada@example.org", "Grüße · 你好", "Line one\nLine two: ü");

    private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void sendsByTheServerThatIsNamed() {
        service().run(context -> {
            context.getBean(Mailer.class).send(MAIL);

            assertThat(server.getReceivedMessages()).hasSize(1);
            MimeMessage received = server.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo(MAIL.subject());
            assertThat(received.getContent().toString()).contains("Line two: ü");
            assertThat(GreenMailUtil.getAddressList(received.getAllRecipients()))
                    .isEqualTo("ada@example.org");
            assertThat(GreenMailUtil.getAddressList(received.getFrom())).contains("fleet@example.org");
        });
    }

    @Test
    void saysToTryAgainWhenTheServerIsAway() {
        ApplicationContextRunner service = service();
        server.stop();

        service.run(context -> assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> context.getBean(Mailer.class).send(MAIL))
                .returns(ErrorCode.SERVICE_UNAVAILABLE, PlatformException::code));
    }

    @Test
    void saysThatAnAddressIsNone() {
        service().run(context -> assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> context.getBean(Mailer.class).send(new Mail("@@", "subject", "text")))
                .returns(ErrorCode.VALIDATION_FAILED, PlatformException::code));
    }

    @Test
    void writesToTheLogWhereNoServerIsNamed() {
        context().run(context -> assertThat(context.getBean(Mailer.class)).isInstanceOf(ConsoleMailer.class));
    }

    @Test
    void letsNobodySmuggleAHeader() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Mail("ada@example.org", "Hello\r\nBcc: all@example.org", "text"));
    }

    private ApplicationContextRunner service() {
        return context()
                .withPropertyValues(
                        "spring.mail.host=127.0.0.1",
                        "spring.mail.port=" + server.getSmtp().getPort(),
                        "identity.mail.from=Fleet <fleet@example.org>");
    }

    private static ApplicationContextRunner context() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
                .withUserConfiguration(Beans.class);
    }

    @Import(MailConfiguration.class)
    @EnableConfigurationProperties(MailProperties.class)
    static class Beans {}
}
