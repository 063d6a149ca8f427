package io.remotegpu.web.openapi;

import io.remotegpu.web.DeprecatedPath;
import io.swagger.v3.oas.models.Operation;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** Marks what {@link DeprecatedPath} marks, with the day on which it ends as the extension {@code x-sunset}. */
final class Deprecations implements OperationCustomizer {
    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        DeprecatedPath onMethod = method.getMethodAnnotation(DeprecatedPath.class);
        DeprecatedPath mark = onMethod != null
                ? onMethod
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), DeprecatedPath.class);
        if (mark != null) {
            operation.deprecated(true).addExtension("x-sunset", mark.sunset());
        }
        return operation;
    }
}
