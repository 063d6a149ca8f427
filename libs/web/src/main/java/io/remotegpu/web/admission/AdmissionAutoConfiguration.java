package io.remotegpu.web.admission;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.remotegpu.web.error.ErrorAnswers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Bounds what a service works on at once. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(AdmissionProperties.class)
class AdmissionAutoConfiguration {
    /** After the request's marks, so that refusals carry them; before everything that costs. */
    @Bean
    FilterRegistrationBean<AdmissionFilter> admission(AdmissionProperties properties, ErrorAnswers answers) {
        FilterRegistrationBean<AdmissionFilter> registration =
                new FilterRegistrationBean<>(new AdmissionFilter(properties, answers));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    MeterBinder requestsInFlight(FilterRegistrationBean<AdmissionFilter> admission) {
        return registry -> Gauge.builder(
                        "remotegpu.requests.in.flight", admission.getFilter(), AdmissionFilter::inFlight)
                .description("requests being worked on; at remotegpu.admission.max-in-flight further ones wait")
                .register(registry);
    }
}
