package io.remotegpu.web.error;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what failed outside of any controller, where the container would send its own page. */
@Controller
final class ErrorFallback implements ErrorController {
    private final ErrorAnswers answers;

    ErrorFallback(ErrorAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("${server.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        answers.write(request, response, refusal(status), HttpStatusCode.valueOf(status));
    }

    static PlatformException refusal(int status) {
        return switch (status) {
            case 401 -> new PlatformException(ErrorCode.NOT_AUTHENTICATED, "log in first");
            case 403 -> new PlatformException(ErrorCode.FORBIDDEN, "you may not do this");
            case 404 -> new PlatformException(ErrorCode.NOT_FOUND, "there is nothing here; see /v3/api-docs");
            default ->
                status < 500
                        ? new PlatformException(ErrorCode.VALIDATION_FAILED, "the request cannot be understood")
                        : new PlatformException(
                                ErrorCode.INTERNAL_ERROR,
                                "something went wrong on our side; report it with the trace_id");
        };
    }
}
