package io.remotegpu.web.error;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.FieldError;
import jakarta.validation.ConstraintViolationException;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Which refusal an exception means. What nobody foresaw is INTERNAL_ERROR, and tells the caller nothing of our insides. */
final class Refusals {
    /** PostgreSQL's class of errors about values: out of range, not of the type, a NUL in text. */
    private static final String DATA_EXCEPTION = "22";

    private Refusals() {}

    static PlatformException of(Exception exception) {
        return switch (exception) {
            case PlatformException refusal -> refusal;
            case MethodArgumentNotValidException invalid -> Violations.of(invalid);
            case HandlerMethodValidationException invalid when !invalid.isForReturnValue() -> Violations.of(invalid);
            case ConstraintViolationException invalid -> Violations.of(invalid);
            case HttpMessageNotReadableException unreadable -> UnreadableJson.of(unreadable);
            case MethodArgumentTypeMismatchException wrong -> wrongType(wrong);
            case NoHandlerFoundException missing -> noSuchPath(missing.getRequestURL());
            case NoResourceFoundException missing -> noSuchPath("/" + missing.getResourcePath());
            case AccessDeniedException denied -> new PlatformException(ErrorCode.FORBIDDEN, "you may not do this");
            case AsyncRequestTimeoutException slow -> unavailable();
            case DataAccessException failed -> database(failed);
            case CannotCreateTransactionException failed -> unavailable();
            case ErrorResponse foreign when foreign.getStatusCode().is4xxClientError() -> request(exception);
            default -> internal();
        };
    }

    /** Spring's own refusals of a request that reached no method of ours. */
    private static PlatformException request(Exception exception) {
        return switch (exception) {
            case MissingServletRequestParameterException missing ->
                FieldError.refuse(missing.getParameterName(), "is missing");
            case HttpRequestMethodNotSupportedException wrong -> wrongMethod(wrong);
            default -> new PlatformException(ErrorCode.VALIDATION_FAILED, text(exception));
        };
    }

    private static PlatformException wrongType(MethodArgumentTypeMismatchException wrong) {
        PlatformException own = ownCause(wrong);
        Class<?> type = wrong.getRequiredType();
        return own != null
                ? own
                : FieldError.refuse(FieldNames.wire(wrong.getName()), "must be a valid " + WireTypes.name(type));
    }

    private static @Nullable PlatformException ownCause(Throwable exception) {
        return NestedExceptionUtils.getMostSpecificCause(exception) instanceof PlatformException own ? own : null;
    }

    private static PlatformException wrongMethod(HttpRequestMethodNotSupportedException wrong) {
        String[] supported = wrong.getSupportedMethods() == null ? new String[0] : wrong.getSupportedMethods();
        return new PlatformException(
                ErrorCode.METHOD_NOT_ALLOWED,
                wrong.getMethod() + " is not supported here, use " + String.join(", ", supported),
                Map.of("allowed", supported));
    }

    private static PlatformException noSuchPath(String path) {
        return new PlatformException(
                ErrorCode.NOT_FOUND, "there is no " + path + "; see /v3/api-docs", Map.of("resource", "path"));
    }

    private static PlatformException database(DataAccessException failed) {
        if (failed instanceof DataAccessResourceFailureException || failed instanceof TransientDataAccessException) {
            return unavailable();
        }
        boolean value = NestedExceptionUtils.getMostSpecificCause(failed) instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith(DATA_EXCEPTION);
        return value
                ? new PlatformException(
                        ErrorCode.VALIDATION_FAILED,
                        "a value cannot be stored: out of range or with forbidden characters")
                : internal();
    }

    private static PlatformException unavailable() {
        return new PlatformException(
                ErrorCode.SERVICE_UNAVAILABLE, "a part of the platform is away; try again shortly");
    }

    private static PlatformException internal() {
        return new PlatformException(
                ErrorCode.INTERNAL_ERROR, "something went wrong on our side; report it with the trace_id");
    }

    private static String text(Exception exception) {
        String detail =
                exception instanceof ErrorResponse response ? response.getBody().getDetail() : null;
        return detail == null ? "the request cannot be understood" : detail;
    }
}
