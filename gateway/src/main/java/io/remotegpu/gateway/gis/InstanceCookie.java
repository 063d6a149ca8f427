package io.remotegpu.gateway.gis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cookie that an instance sets, kept to that instance: another one, or the platform, must not get it. */
final class InstanceCookie {
    private InstanceCookie() {}

    /** @param path the instance's public path */
    static String within(String cookie, String path) {
        String[] parts = cookie.split(";");
        List<String> attributes = Arrays.stream(parts)
                .skip(1)
                .map(String::strip)
                .filter(part -> !is(part, "domain") && !isBroader(part, path))
                .toList();
        boolean placed = attributes.stream().anyMatch(part -> is(part, "path"));
        return Stream.of(
                        Stream.of(parts[0].strip()),
                        attributes.stream(),
                        placed ? Stream.<String>empty() : Stream.of("Path=" + path))
                .flatMap(Function.identity())
                .collect(Collectors.joining("; "));
    }

    private static boolean isBroader(String part, String path) {
        if (!is(part, "path")) {
            return false;
        }
        String value = part.substring(part.indexOf('=') + 1).strip();
        return !value.equals(path) && !value.startsWith(path + "/");
    }

    private static boolean is(String part, String attribute) {
        return part.toLowerCase(Locale.ROOT).startsWith(attribute + "=");
    }
}
