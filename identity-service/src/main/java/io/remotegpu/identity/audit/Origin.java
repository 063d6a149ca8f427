package io.remotegpu.identity.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Where something was asked from; all null outside a request. */
record Origin(
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable String requestId,
        @Nullable String traceId) {

    static Origin ofThisThread() {
        String requestId = MDC.get("request_id");
        String traceId = MDC.get("trace_id");
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            return new Origin(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT), requestId, traceId);
        }
        return new Origin(null, null, requestId, traceId);
    }
}
