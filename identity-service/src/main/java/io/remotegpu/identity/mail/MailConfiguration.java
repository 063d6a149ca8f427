package io.remotegpu.identity.mail;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    /** By SMTP as soon as {@code spring.mail.host} is set. */
    @Bean
    Mailer mailer(ObjectProvider<JavaMailSender> server, MailProperties properties) {
        JavaMailSender named = server.getIfAvailable();
        return named == null ? new ConsoleMailer() : new SmtpMailer(named, properties.from());
    }
}
