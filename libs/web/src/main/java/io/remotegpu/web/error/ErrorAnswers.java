package io.remotegpu.web.error;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.request.TraceId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Turns a refusal into the error envelope, for controllers and for filters, which run where no advice reaches. */
public final class ErrorAnswers {
    private static final String RETRY_AFTER = "retry_after_s";

    private final ErrorMessages messages = new ErrorMessages();
    private final LocaleResolver locales;
    private final JsonMapper json;

    ErrorAnswers(LocaleResolver locales, JsonMapper json) {
        this.locales = locales;
        this.json = json;
    }

    /** Writes the whole answer; does nothing if another has begun already. */
    public void write(HttpServletRequest request, HttpServletResponse response, PlatformException refusal)
            throws IOException {
        write(request, response, refusal, HttpStatusCode.valueOf(refusal.code().httpStatus()));
    }

    void write(
            HttpServletRequest request, HttpServletResponse response, PlatformException refusal, HttpStatusCode status)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        headers(refusal).forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body(request, refusal)));
    }

    ResponseEntity<ErrorBody> entity(
            HttpServletRequest request, PlatformException refusal, HttpStatusCode status, HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .headers(headers(refusal))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body(request, refusal));
    }

    /** The envelope in English, where the request was not even read. */
    String text(PlatformException refusal) {
        return json.writeValueAsString(body(Locale.ENGLISH, refusal));
    }

    private ErrorBody body(HttpServletRequest request, PlatformException refusal) {
        return body(locales.resolveLocale(request), refusal);
    }

    private ErrorBody body(Locale locale, PlatformException refusal) {
        ErrorCode code = refusal.code();
        String message = messages.of(refusal, locale);
        return new ErrorBody(code.number(), message, code.wireName(), refusal.details(), TraceId.current());
    }

    private static HttpHeaders headers(PlatformException refusal) {
        HttpHeaders headers = new HttpHeaders();
        Map<String, ?> details = refusal.details();
        if (details.get(RETRY_AFTER) instanceof Number seconds) {
            headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        if (refusal.code().httpStatus() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return headers;
    }
}
