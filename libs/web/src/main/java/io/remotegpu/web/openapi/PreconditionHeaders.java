package io.remotegpu.web.openapi;

import io.remotegpu.web.Precondition;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;

/** Describes the header that a {@link Precondition} is read from. */
final class PreconditionHeaders implements OperationCustomizer {
    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        boolean reads = Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType().equals(Precondition.class));
        return reads
                ? operation.addParametersItem(new HeaderParameter()
                        .name(HttpHeaders.IF_MATCH)
                        .description("the ETag that you read, or *; 412 if it changed since")
                        .required(false)
                        .schema(new StringSchema()))
                : operation;
    }
}
