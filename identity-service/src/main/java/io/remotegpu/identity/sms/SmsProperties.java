package io.remotegpu.identity.sms;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who brings messages to phones.
 *
 * @param webhookUrl where they are posted as {@code {"to","text"}}, for an adapter to a provider of yours; without it they are written to the log
 * @param webhookKey what each post is signed with, in the header {@code X-RemoteGPU-Signature} as {@code t=<seconds>,v1=<hex>}: HMAC-SHA256 of
 *     {@code <t>.<body>}; needed with the address
 * @param timeout how long it may take to connect, and to answer
 */
@Validated
@ConfigurationProperties("identity.sms")
record SmsProperties(
        @Nullable URI webhookUrl,
        @DefaultValue("") String webhookKey,
        @DefaultValue("5s") Duration timeout) {
    @Override
    public String toString() {
        return "SmsProperties";
    }
}
