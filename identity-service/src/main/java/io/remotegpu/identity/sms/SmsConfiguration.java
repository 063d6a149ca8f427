package io.remotegpu.identity.sms;

import java.net.URI;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SmsConfiguration {
    /** By the webhook as soon as one is set. */
    @Bean
    SmsSender smsSender(SmsProperties properties, Clock clock) {
        URI url = properties.webhookUrl();
        if (url == null || url.toString().isEmpty()) {
            return new ConsoleSmsSender();
        }
        if (properties.webhookKey().isBlank()) {
            throw new IllegalStateException(
                    "identity.sms.webhook-key is missing; set it to what `openssl rand -base64 32` prints, here and at the webhook");
        }
        return new WebhookSmsSender(url, properties, clock);
    }
}
