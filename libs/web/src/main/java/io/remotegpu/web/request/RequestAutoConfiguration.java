package io.remotegpu.web.request;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Marks every request and answer of a service. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
class RequestAutoConfiguration {
    @Bean
    FilterRegistrationBean<RequestMarksFilter> requestMarks() {
        FilterRegistrationBean<RequestMarksFilter> registration =
                new FilterRegistrationBean<>(new RequestMarksFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    WebMvcConfigurer deprecationMarks() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new DeprecationMarks());
            }
        };
    }
}
