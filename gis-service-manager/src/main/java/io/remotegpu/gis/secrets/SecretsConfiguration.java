package io.remotegpu.gis.secrets;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {
    @Bean
    SecretBox secretBox(SecretsProperties properties) {
        return new SecretBox(properties.keys());
    }
}
