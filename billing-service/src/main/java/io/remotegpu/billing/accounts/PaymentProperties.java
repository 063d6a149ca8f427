package io.remotegpu.billing.accounts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The payment provider that signs its webhooks with a shared secret.
 *
 * @param secret what it signs with; empty, the webhook is closed
 * @param tolerance how old a signature may be
 */
@Validated
@ConfigurationProperties("billing.payments")
record PaymentProperties(
        @DefaultValue("") String secret, @DefaultValue("5m") Duration tolerance) {}
