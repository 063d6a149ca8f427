package io.remotegpu.identity.mail;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose mail it is. The server is at {@code spring.mail.host}.
 *
 * @param from the address that mails come from
 */
@Validated
@ConfigurationProperties("identity.mail")
record MailProperties(
        @DefaultValue("RemoteGPU <no-reply@remotegpu.local>") @NotBlank
        String from) {}
