package io.remotegpu.web.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an API token may be limited to: the resources below some paths of {@code /api/v1}. A scope is a family and an access, such as
 * {@code environments:read}; writing includes reading. A path of no family is closed to API tokens: above all logins, passwords and the
 * tokens themselves.
 */
public enum ScopeFamily {
    ENVIRONMENTS("environments", "environment-templates", "snapshots"),
    WORKSPACES("workspaces", "invitations"),
    IMAGES("images"),
    DATASETS("datasets"),
    FLEET("gpus", "hosts"),
    BILLING("billing"),
    SERVICES("user-services"),
    NOTIFICATIONS("notifications"),
    PROFILE("users"),
    ADMIN("admin");

    private static final String READ = ":read";
    private static final String WRITE = ":write";
    private static final String BASE = "/api/v1/";
    private static final List<String> CLOSED =
            List.of("/api/v1/users/me/tokens", "/api/v1/users/me/password", "/api/v1/users/me/identities");

    private final Set<String> segments;

    ScopeFamily(String... segments) {
        this.segments = Set.of(segments);
    }

    /** Every scope there is, such as {@code billing:read}, in a fixed order. */
    public static List<String> scopes() {
        return Arrays.stream(values())
                .flatMap(family -> Stream.of(family.read(), family.write()))
                .toList();
    }

    /** The scopes of which one opens this request; empty if no API token may make it. */
    static Set<String> opening(String method, String path) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        return of(path).map(family -> reads ? Set.of(family.read(), family.write()) : Set.of(family.write()))
                .orElse(Set.of());
    }

    private static Optional<ScopeFamily> of(String path) {
        if (!path.startsWith(BASE) || CLOSED.stream().anyMatch(path::startsWith)) {
            return Optional.empty();
        }
        String rest = path.substring(BASE.length());
        int slash = rest.indexOf('/');
        String segment = slash < 0 ? rest : rest.substring(0, slash);
        return Arrays.stream(values())
                .filter(family -> family.segments.contains(segment))
                .findFirst();
    }

    static String listed(Set<String> scopes) {
        return scopes.stream().sorted().collect(Collectors.joining(" or "));
    }

    private String read() {
        return name().toLowerCase(Locale.ROOT) + READ;
    }

    private String write() {
        return name().toLowerCase(Locale.ROOT) + WRITE;
    }
}
