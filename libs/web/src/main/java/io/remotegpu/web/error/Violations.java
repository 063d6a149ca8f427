package io.remotegpu.web.error;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Every violated constraint at once, each with the name that the caller knows the field by. */
final class Violations {
    private Violations() {}

    static PlatformException of(MethodArgumentNotValidException invalid) {
        return refuse(invalid.getBindingResult().getAllErrors().stream().map(Violations::error));
    }

    static PlatformException of(HandlerMethodValidationException invalid) {
        return refuse(invalid.getParameterValidationResults().stream().flatMap(Violations::errors));
    }

    static PlatformException of(ConstraintViolationException invalid) {
        return refuse(invalid.getConstraintViolations().stream().map(Violations::error));
    }

    private static PlatformException refuse(Stream<FieldError> errors) {
        List<FieldError> all = errors.sorted(
                        Comparator.comparing(FieldError::field).thenComparing(FieldError::reason))
                .toList();
        return FieldError.refuse(all);
    }

    private static Stream<FieldError> errors(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            return body.getAllErrors().stream().map(Violations::error);
        }
        String name = Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "parameter");
        return result.getResolvableErrors().stream().map(error -> new FieldError(FieldNames.wire(name), text(error)));
    }

    private static FieldError error(ObjectError error) {
        String path = error instanceof org.springframework.validation.FieldError field ? field.getField() : "body";
        return new FieldError(FieldNames.wire(path), text(error));
    }

    private static FieldError error(ConstraintViolation<?> violation) {
        // of an element, "ids[0].<list element>" is "ids[0]" to whoever sent it
        String path = violation.getPropertyPath().toString().replaceAll("\\.?<[a-z ]+>", "");
        return new FieldError(FieldNames.wire(path), violation.getMessage());
    }

    private static String text(MessageSourceResolvable error) {
        @Nullable String message = error.getDefaultMessage();
        return message == null ? "is not valid" : message;
    }
}
