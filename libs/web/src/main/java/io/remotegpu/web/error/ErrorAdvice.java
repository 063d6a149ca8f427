package io.remotegpu.web.error;

import io.remotegpu.contracts.error.ErrorCode.Category;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.request.TraceId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** The last stop of every exception of every controller. */
@RestControllerAdvice
final class ErrorAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAdvice.class);

    private final ErrorAnswers answers;

    ErrorAdvice(ErrorAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ErrorBody> answer(Exception exception, HttpServletRequest request, HttpServletResponse response) {
        if (exception instanceof AsyncRequestNotUsableException || response.isCommitted()) {
            return null; // the caller hung up, or reads an answer that began well: nobody is left to tell
        }
        PlatformException refusal = Refusals.of(exception);
        log(refusal, exception, request);
        return answers.entity(request, refusal, status(refusal, exception), headers(exception));
    }

    private static void log(PlatformException refusal, Exception exception, HttpServletRequest request) {
        Category category = refusal.code().category();
        if (category == Category.INTERNAL || category == Category.EXTERNAL) {
            LOG.error(
                    "{} {} failed, trace {}",
                    request.getMethod(),
                    request.getRequestURI(),
                    TraceId.current(),
                    exception);
        }
    }

    /** The framework knows finer 4xx statuses than our codes, such as 415. */
    private static HttpStatusCode status(PlatformException refusal, Exception exception) {
        return exception instanceof ErrorResponse response
                        && response.getStatusCode().is4xxClientError()
                ? response.getStatusCode()
                : HttpStatusCode.valueOf(refusal.code().httpStatus());
    }

    private static HttpHeaders headers(Exception exception) {
        return exception instanceof ErrorResponse response ? response.getHeaders() : HttpHeaders.EMPTY;
    }
}
