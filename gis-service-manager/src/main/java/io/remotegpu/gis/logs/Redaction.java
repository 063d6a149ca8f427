package io.remotegpu.gis.logs;

import java.util.regex.Pattern;

/** Takes passwords out of text that a server printed or that is shown to people. */
public final class Redaction {
    private static final String MASK = "***";
    private static final Pattern IN_URI = Pattern.compile("(?<=://)([^:/?#\\s@\"]+):[^@/\\s\"]+(?=@)");
    private static final Pattern DIGEST = Pattern.compile("digest1:[A-Za-z0-9+/=]+");
    private static final Pattern NAMED =
            Pattern.compile("(?i)(pass(?:word|wd)?[\"']?\\s*[=:]\\s*[\"']?)[^\\s\"',;&}]+");

    private Redaction() {}

    public static String of(String text) {
        String withoutUris = IN_URI.matcher(text).replaceAll("$1:" + MASK);
        return NAMED.matcher(DIGEST.matcher(withoutUris).replaceAll(MASK)).replaceAll("$1" + MASK);
    }
}
