package io.remotegpu.web.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.Precondition;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;

/** Describes a service at {@code /v3/api-docs}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
class OpenApiAutoConfiguration {
    static final String ERROR = "Error";
    private static final String BEARER = "bearer";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, PageQuery.class, Precondition.class);
    }

    @Bean
    @ConditionalOnMissingBean
    OpenAPI openApi(@Value("${spring.application.name:RemoteGPU}") String service) {
        return new OpenAPI()
                .info(new Info().title(service).version("1.0.0"))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme(BEARER)
                                        .bearerFormat("JWT"))
                        .addSchemas(ERROR, errorSchema()))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    private static Schema<?> errorSchema() {
        return new ObjectSchema()
                .description("the envelope of every refusal")
                .addProperty("code", new IntegerSchema().description("never changes; see the table of errors"))
                .addProperty("message", new StringSchema().description("says what to do, in the caller's language"))
                .addProperty("error", new StringSchema().description("the name of the code"))
                .addProperty("details", new ObjectSchema().description("what was refused, such as fields or limits"))
                .addProperty("trace_id", new StringSchema().description("finds the request in the logs"));
    }

    @Bean
    OperationCustomizer listParameters() {
        return new ListParameters();
    }

    @Bean
    OperationCustomizer preconditionHeaders() {
        return new PreconditionHeaders();
    }

    @Bean
    OperationCustomizer deprecations() {
        return new Deprecations();
    }

    @Bean
    OperationCustomizer answerCodes() {
        return new AnswerCodes();
    }

    /** springdoc reads our records with its own mapper, which must know how we write names. */
    @Bean
    ModelResolver snakeCaseSchemas(ObjectMapperProvider mappers) {
        return new ModelResolver(
                mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }
}
