package io.remotegpu.gis.bodies;

import io.remotegpu.web.FieldError;
import io.remotegpu.web.error.ErrorAnswers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body that says it is too large, and stops reading one that does not say so and is. */
final class BodyLimit extends OncePerRequestFilter {
    private final long largest;
    private final ErrorAnswers answers;

    BodyLimit(long largest, ErrorAnswers answers) {
        this.largest = largest;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > largest) {
            answers.write(request, response, FieldError.refuse("body", "must be at most " + largest + " bytes"));
            return;
        }
        chain.doFilter(request.getContentLengthLong() < 0 ? new CountedRequest(request, largest) : request, response);
    }
}
