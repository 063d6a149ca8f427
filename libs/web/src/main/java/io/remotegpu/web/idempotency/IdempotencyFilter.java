package io.remotegpu.web.idempotency;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.error.ErrorAnswers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a repeated POST of a logged-in caller with what the first one was answered. Answers of 500 and above are not kept, so that a
 * repeat may succeed. Of several at once one is done; the others are refused until it is answered. If the process dies between the effect
 * and the answer, a repeat may take effect again.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String SHOWN_ONCE =
            "was answered with a secret that is shown once; withdraw what was made and make another under a new key";
    private static final int LARGEST_BODY = 1 << 20;

    private final Supplier<IdempotencyKeys> keys;
    private final ErrorAnswers answers;

    IdempotencyFilter(Supplier<IdempotencyKeys> keys, ErrorAnswers answers) {
        this.keys = keys;
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod()) || request.getHeader(HEADER) == null || caller().isEmpty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        String key = request.getHeader(HEADER);
        if (!KEY.matcher(key).matches() || body.length > LARGEST_BODY) {
            answers.write(
                    request,
                    response,
                    FieldError.refuse(HEADER, "must be 1 to 255 visible ASCII characters, on a body of at most 1 MiB"));
            return;
        }
        RequestKey claimed = RequestKey.of(caller().orElseThrow(), key, request.getRequestURI(), body);
        switch (keys.get().claim(claimed)) {
            case Claim.First() -> first(new RereadableRequest(request, body), response, chain, claimed);
            case Claim.Repeat(FirstAnswer answer) when answer.isKept() -> repeat(response, answer);
            case Claim.Repeat _ -> refuse(request, response, SHOWN_ONCE, Map.of());
            case Claim.Mismatch() -> refuse(request, response, "was used for another body; take a new key", Map.of());
            case Claim.InProgress() ->
                refuse(request, response, "is being worked on; ask again shortly", Map.of("retry_after_s", 1));
        }
    }

    private void first(HttpServletRequest request, HttpServletResponse response, FilterChain chain, RequestKey claimed)
            throws ServletException, IOException {
        ContentCachingResponseWrapper recorded = new ContentCachingResponseWrapper(response);
        boolean done = false;
        try {
            chain.doFilter(request, recorded);
            done = recorded.getStatus() < 500;
        } finally {
            if (!done) {
                keys.get().release(claimed);
            }
        }
        if (done) {
            // The key is not released if this fails: the request took effect, so a repeat would do it twice.
            keys.get().answered(claimed, isSecret(recorded) ? FirstAnswer.NOT_KEPT : answer(recorded));
        }
        recorded.copyBodyToResponse();
    }

    /** What must not be stored anywhere is not stored here either. */
    private static boolean isSecret(HttpServletResponse answer) {
        String caching = answer.getHeader(HttpHeaders.CACHE_CONTROL);
        return caching != null && caching.contains("no-store");
    }

    private static FirstAnswer answer(ContentCachingResponseWrapper recorded) {
        return new FirstAnswer(
                recorded.getStatus(),
                recorded.getHeader(HttpHeaders.LOCATION),
                recorded.getContentType(),
                recorded.getContentAsByteArray());
    }

    private static void repeat(HttpServletResponse response, FirstAnswer answer) throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Idempotent-Replayed", "true");
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.mediaType() != null) {
            response.setContentType(answer.mediaType());
        }
        response.getOutputStream().write(answer.body());
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, String reason, Map<String, Object> more)
            throws IOException {
        Map<String, Object> details = new HashMap<>(more);
        details.put("resource", "idempotency_key");
        answers.write(
                request, response, new PlatformException(ErrorCode.ALREADY_EXISTS, HEADER + " " + reason, details));
    }

    private static OptionalLong caller() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken verified
                        && verified.getToken().getClaim("user_id") instanceof Number id
                ? OptionalLong.of(id.longValue())
                : OptionalLong.empty();
    }
}
