package io.remotegpu.identity.notifications.delivery;

import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    @Bean
    WebhookClient webhookClient(DeliveryProperties properties) {
        return new WebhookClient(properties, SystemDefaultDnsResolver.INSTANCE);
    }
}
