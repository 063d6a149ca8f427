package io.remotegpu.web;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with what the caller sent.
 *
 * @param field as it travels, such as {@code gpu_spec.min_memory}
 * @param reason what the field must be
 */
public record FieldError(String field, String reason) {
    /** The whole request is refused for this one field. */
    public static PlatformException refuse(String field, String reason) {
        return refuse(List.of(new FieldError(field, reason)));
    }

    /** The whole request is refused; the caller sees every reason at once. */
    public static PlatformException refuse(List<FieldError> errors) {
        String message = errors.stream()
                .map(error -> error.field() + " " + error.reason())
                .collect(Collectors.joining("; "));
        return new PlatformException(ErrorCode.VALIDATION_FAILED, message, Map.of("fields", errors));
    }
}
