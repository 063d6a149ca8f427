package io.remotegpu.web.idempotency;

import io.remotegpu.web.error.ErrorAnswers;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.function.SingletonSupplier;

/** Remembers answers to POSTs with an {@code Idempotency-Key}, in services that ask for it. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty("remotegpu.idempotency.enabled")
@EnableConfigurationProperties(IdempotencyProperties.class)
class IdempotencyAutoConfiguration {
    /** Behind the security filters, which tell whose key it is. */
    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotency(
            ObjectProvider<JdbcClient> jdbc,
            IdempotencyProperties properties,
            ObjectProvider<Clock> clock,
            ErrorAnswers answers) {
        // The container asks for its filters before there is a database: it is looked up by the first request.
        Supplier<IdempotencyKeys> keys = SingletonSupplier.of(
                () -> new IdempotencyKeys(jdbc.getObject(), properties, clock.getIfAvailable(Clock::systemUTC)));
        FilterRegistrationBean<IdempotencyFilter> registration =
                new FilterRegistrationBean<>(new IdempotencyFilter(keys, answers));
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 10);
        return registration;
    }
}
