package io.remotegpu.web.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Runs before everything else, so that refusals carry the marks too. */
final class RequestMarksFilter extends OncePerRequestFilter {
    private static final String REQUEST_ID = "X-Request-Id";
    /** A foreign id goes into logs and headers: nothing that could forge a line or fill a disk. */
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String requestId = requestId(request.getHeader(REQUEST_ID));
        response.setHeader(ApiVersion.HEADER, ApiVersion.CURRENT);
        response.setHeader(REQUEST_ID, requestId);
        try (var trace = MDC.putCloseable(TraceId.MDC_KEY, TraceId.of(request.getHeader("traceparent")));
                var id = MDC.putCloseable("request_id", requestId)) {
            chain.doFilter(request, response);
        }
    }

    private static String requestId(@Nullable String sent) {
        return sent != null && SANE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
