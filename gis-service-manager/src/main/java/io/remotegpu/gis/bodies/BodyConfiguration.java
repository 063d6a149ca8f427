package io.remotegpu.gis.bodies;

import io.remotegpu.web.error.ErrorAnswers;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class BodyConfiguration {
    /** Before whatever keeps bodies in memory. */
    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(BodyProperties properties, ErrorAnswers answers) {
        FilterRegistrationBean<BodyLimit> registration =
                new FilterRegistrationBean<>(new BodyLimit(properties.largest().toBytes(), answers));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }
}
