package io.remotegpu.web.error;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Makes every failure of a service answer with the error envelope. */
@AutoConfiguration(before = {WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
@ConditionalOnWebApplication(type = Type.SERVLET)
class ErrorAutoConfiguration {
    /** English unless Chinese is asked for; a message for {@code zh-CN} serves all of Chinese. */
    @Bean
    LocaleResolver localeResolver() {
        AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(List.of(Locale.ENGLISH, Locale.CHINESE));
        resolver.setDefaultLocale(Locale.ENGLISH);
        return resolver;
    }

    @Bean
    ErrorAnswers errorAnswers(LocaleResolver locales, JsonMapper json) {
        return new ErrorAnswers(locales, json);
    }

    @Bean
    ErrorAdvice errorAdvice(ErrorAnswers answers) {
        return new ErrorAdvice(answers);
    }

    @Bean
    ErrorFallback errorFallback(ErrorAnswers answers) {
        return new ErrorFallback(answers);
    }

    /** Paths that no honest client sends, such as with an encoded slash. */
    @Bean
    RequestRejectedHandler requestRejected(ErrorAnswers answers) {
        return (request, response, rejected) -> answers.write(
                request, response, new PlatformException(ErrorCode.VALIDATION_FAILED, "the path is not acceptable"));
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusedByContainer(ErrorAnswers answers) {
        return factory -> factory.addContextCustomizers(context -> new RefusedByContainer(answers).install(context));
    }
}
