package io.remotegpu.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Paths open to everybody: the platform's own and those a service names. */
final class PublicPaths implements RequestMatcher {
    private static final List<String> ALWAYS =
            List.of("/actuator/health/**", "/actuator/info", "/actuator/prometheus", "/v3/api-docs/**", "/error");

    private final RequestMatcher any;

    PublicPaths(List<String> configured) {
        this.any = new OrRequestMatcher(Stream.concat(ALWAYS.stream(), configured.stream())
                .map(PublicPaths::matcher)
                .toList());
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return any.matches(request);
    }

    private static RequestMatcher matcher(String path) {
        String[] words = path.strip().split("\\s+", 2);
        PathPatternRequestMatcher.Builder patterns = PathPatternRequestMatcher.withDefaults();
        return words.length == 2
                ? patterns.matcher(HttpMethod.valueOf(words[0]), words[1])
                : patterns.matcher(words[0]);
    }
}
