package io.remotegpu.workspace.images.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a registry's {@code WWW-Authenticate} asks for. */
sealed interface Challenge {
    Pattern SCHEME = Pattern.compile("\\s*(\\w+)\\s*(.*)", Pattern.DOTALL);
    Pattern PARAMETER = Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

    /** The name and password themselves. */
    record Basic() implements Challenge {}

    /** A token of another place, for one service and scope. */
    record Bearer(
            String realm,
            @Nullable String service,
            @Nullable String scope) implements Challenge {
        URI address() {
            StringBuilder query = new StringBuilder();
            append(query, "service", service);
            append(query, "scope", scope);
            String separator = query.isEmpty() ? "" : realm.contains("?") ? "&" : "?";
            return URI.create(realm + separator + query);
        }

        private static void append(StringBuilder query, String name, @Nullable String value) {
            if (value != null) {
                query.append(query.isEmpty() ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
    }

    /** Empty for a header that asks for neither. */
    static Optional<Challenge> parse(String header) {
        Matcher matcher = SCHEME.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> parameters = parameters(matcher.group(2));
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "basic" -> Optional.of(new Basic());
            case "bearer" ->
                Optional.ofNullable(parameters.get("realm"))
                        .map(realm -> new Bearer(realm, parameters.get("service"), parameters.get("scope")));
            default -> Optional.empty();
        };
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), quoted == null ? matcher.group(3) : quoted);
        }
        return parameters;
    }
}
