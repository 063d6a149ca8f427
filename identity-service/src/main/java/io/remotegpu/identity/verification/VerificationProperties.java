package io.remotegpu.identity.verification;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What mails about accounts say and how long it holds.
 *
 * @param console where people open the platform in a browser; links in mails lead there
 * @param resetLifetime how long a token resets a password
 * @param verifyLifetime how long a token verifies an address
 * @param patience how long a mail is tried that the mail server does not take
 */
@Validated
@ConfigurationProperties("identity.verification")
record VerificationProperties(
        @DefaultValue("http://127.0.0.1:8080") URI console,
        @DefaultValue("30m") Duration resetLifetime,
        @DefaultValue("3d") Duration verifyLifetime,
        @DefaultValue("1d") Duration patience) {}
