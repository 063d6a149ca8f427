package io.remotegpu.contracts.workload;

import java.util.regex.Pattern;

/** Words of a program without the passwords that it may have put into them. What it cannot recognise it cannot mask: it is a second line, not the first. */
public final class MaskedText {
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^\\s:/@]{0,100}:)[^\\s@/]{1,200}@");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:password|passwd|pwd|secret|token|api[_-]?key)[\"']?\\s{0,3}[=:]\\s{0,3})(\"[^\"]*\"|'[^']*'|[^\\s,;&\"']+)");
    private static final Pattern DIGEST = Pattern.compile("(digest1:)[A-Za-z0-9+/=]+");

    private MaskedText() {}

    /** The same with {@code ***} in the place of what looks like a secret. */
    public static String of(String text) {
        String address = IN_ADDRESS.matcher(text).replaceAll("$1***@");
        String named = NAMED.matcher(address).replaceAll("$1***");
        return DIGEST.matcher(named).replaceAll("$1***");
    }
}
