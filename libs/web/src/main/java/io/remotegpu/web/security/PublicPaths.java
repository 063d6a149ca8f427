package io.remotegpu.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.pattern.PathPatternParser;

/** Paths open to everybody: the platform's own and those a service names. */
final class PublicPaths implements RequestMatcher {
    private static final List<String> ALWAYS =
            List.of("/actuator/health/**", "/actuator/info", "/actuator/prometheus", "/v3/api-docs/**", "/error");

    private final List<PublicPath> paths;
    private final RequestMatcher any;

    PublicPaths(List<String> configured) {
        paths = Stream.concat(ALWAYS.stream(), configured.stream())
                .map(PublicPath::of)
                .toList();
        any = new OrRequestMatcher(paths.stream().map(PublicPath::matcher).toList());
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return any.matches(request);
    }

    /** @param path as a controller names it, with its variables in braces */
    boolean covers(String method, String path) {
        return paths.stream().anyMatch(each -> each.covers(method, path));
    }

    /** @param method null for every method */
    private record PublicPath(@Nullable HttpMethod method, String pattern) {
        static PublicPath of(String configured) {
            String[] words = configured.strip().split("\\s+", 2);
            return words.length == 2
                    ? new PublicPath(HttpMethod.valueOf(words[0]), words[1])
                    : new PublicPath(null, words[0]);
        }

        RequestMatcher matcher() {
            PathPatternRequestMatcher.Builder patterns = PathPatternRequestMatcher.withDefaults();
            return method == null ? patterns.matcher(pattern) : patterns.matcher(method, pattern);
        }

        boolean covers(String asked, String path) {
            return (method == null || method.matches(asked))
                    && PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(path));
        }
    }
}
