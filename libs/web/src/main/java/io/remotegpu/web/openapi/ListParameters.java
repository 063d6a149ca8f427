package io.remotegpu.web.openapi;

import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** Describes what a {@link PageQuery} reads from the query. */
final class ListParameters implements OperationCustomizer {
    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.getParameterType().equals(PageQuery.class)) {
                describe(operation, parameter.getParameterAnnotation(Listing.class));
            }
        }
        return operation;
    }

    private static void describe(Operation operation, @Nullable Listing listing) {
        add(
                operation,
                "page",
                "from 1",
                new IntegerSchema().minimum(BigDecimal.ONE)._default(1));
        add(
                operation,
                "page_size",
                "at most 100",
                new IntegerSchema().maximum(BigDecimal.valueOf(100))._default(20));
        if (listing == null) {
            return;
        }
        add(operation, "sort", "by " + List.of(listing.sort()) + ", falling with a leading -", new StringSchema());
        for (String filter : listing.filters()) {
            add(operation, filter, "several values by comma", new StringSchema());
        }
        if (listing.cursor()) {
            add(operation, "cursor", "the next_cursor of the last answer, instead of page", new StringSchema());
        }
    }

    private static void add(Operation operation, String name, String description, Schema<?> schema) {
        operation.addParametersItem(new QueryParameter()
                .name(name)
                .description(description)
                .required(false)
                .schema(schema));
    }
}
