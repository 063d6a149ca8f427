package io.remotegpu.web.precondition;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Gives answers their {@code ETag} and lets controllers take a {@link io.remotegpu.web.Precondition}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
class PreconditionAutoConfiguration {
    @Bean
    EntityTags entityTags(JsonMapper json) {
        return new EntityTags(json);
    }

    @Bean
    TagAdvice tagAdvice(EntityTags tags) {
        return new TagAdvice(tags);
    }

    @Bean
    WebMvcConfigurer preconditionArguments(EntityTags tags) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new PreconditionResolver(tags));
            }
        };
    }
}
