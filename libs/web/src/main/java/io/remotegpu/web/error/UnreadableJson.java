package io.remotegpu.web.error;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.FieldError;
import java.util.List;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** A body that does not fit: broken JSON is MALFORMED_JSON, sound JSON with a wrong value names the field. */
final class UnreadableJson {
    private UnreadableJson() {}

    static PlatformException of(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case StreamReadException broken -> malformed("the body is not valid JSON" + place(broken));
            case JacksonException wrong
            when !wrong.getPath().isEmpty() -> FieldError.refuse(path(wrong), reason(wrong));
            case JacksonException wrong -> malformed("the body must be a JSON object with the fields of this request");
            case null, default -> malformed("the request needs a JSON body");
        };
    }

    private static String reason(JacksonException wrong) {
        return switch (wrong) {
            case UnrecognizedPropertyException unknown -> "is not a field of this request; it knows " + known(unknown);
            case ValueInstantiationException refused
            when refused.getCause() != null -> String.valueOf(refused.getCause().getMessage());
            case MismatchedInputException mismatched -> "must be a valid " + WireTypes.name(mismatched.getTargetType());
            default -> "cannot be read";
        };
    }

    private static List<Object> known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds() == null
                ? List.of()
                : unknown.getKnownPropertyIds().stream().sorted().toList();
    }

    private static String path(JacksonException wrong) {
        StringBuilder path = new StringBuilder();
        for (Reference step : wrong.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String place(StreamReadException broken) {
        return broken.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(
                                broken.getLocation().getLineNr(),
                                broken.getLocation().getColumnNr());
    }

    private static PlatformException malformed(String message) {
        return new PlatformException(ErrorCode.MALFORMED_JSON, message);
    }
}
