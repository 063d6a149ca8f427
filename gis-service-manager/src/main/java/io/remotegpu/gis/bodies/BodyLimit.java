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
    /** Files come in bodies of any length; whoever takes them keeps a piece at a time and knows how long they may be. */
    private static final String FILES = "application/offset+octet-stream";

    private final long largest;
    private final ErrorAnswers answers;

    BodyLimit(long largest, ErrorAnswers answers) {
        this.largest = largest;
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return request.getMethod().equals("PATCH") && type != null && type.startsWith(FILES);
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
