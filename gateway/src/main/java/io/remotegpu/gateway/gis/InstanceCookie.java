package io.remotegpu.gateway.gis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cookie that an instance sets, kept to that instance: another one, or the platform, must not get it. */
final class InstanceCookie {
    private static final Set<String> PLACES = Set.of("domain", "path");

    private InstanceCookie() {}

    /** @param path the instance's public path */
    static String within(String cookie, String path) {
        String[] parts = cookie.split(";");
        Stream<String> attributes =
                Arrays.stream(parts).skip(1).map(String::trim).filter(part -> !PLACES.contains(name(part)));
        return Stream.of(Stream.of(parts[0].trim()), attributes, Stream.of("Path=" + path))
                .flatMap(Function.identity())
                .collect(Collectors.joining("; "));
    }

    private static String name(String attribute) {
        int end = attribute.indexOf('=');
        return (end < 0 ? attribute : attribute.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }
}
