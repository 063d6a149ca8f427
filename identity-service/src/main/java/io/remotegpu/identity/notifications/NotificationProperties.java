package io.remotegpu.identity.notifications;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long people are told things, and when.
 *
 * @param retention how long a notification is kept, read or not
 * @param queuedAfter how long an environment waits before its owner is told that it still does
 * @param consoleUrl where links in mails lead, without a slash at the end
 */
@Validated
@ConfigurationProperties("identity.notifications")
public record NotificationProperties(
        @DefaultValue("90d") Duration retention,
        @DefaultValue("15m") Duration queuedAfter,
        @DefaultValue("http://127.0.0.1:8080") String consoleUrl) {}
