package io.remotegpu.gateway.gis.access;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a request says of its body. An instance may believe it, and then read something else than is read here. */
public final class ContentTypes {
    private static final Pattern OTHER_CHARSET =
            Pattern.compile("charset(?!\\s*=\\s*\"?(utf-8|us-ascii|iso-8859-1)\"?\\s*(;|$))", Pattern.CASE_INSENSITIVE);

    private ContentTypes() {}

    /** @param said all values of the header */
    public static boolean areUnreadable(List<String> said) {
        return said.size() > 1
                || said.stream()
                        .anyMatch(type -> names(type, "multipart")
                                || OTHER_CHARSET.matcher(type).find());
    }

    /** @param said all values of the header */
    public static boolean areForms(List<String> said) {
        return said.stream().anyMatch(type -> names(type, "form-urlencoded"));
    }

    private static boolean names(String type, String part) {
        return type.toLowerCase(Locale.ROOT).contains(part);
    }
}
