package io.remotegpu.agent.gpu;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of devices, which the kernel writes {@code 0000:3b:00} and nvidia-smi {@code 00000000:3B:00.0}, in one form. */
final class PciBus {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-fA-F]{4}|[0-9a-fA-F]{8}):([0-9a-fA-F]{2}):([0-9a-fA-F]{2})(\\.[0-9a-fA-F])?");

    private PciBus() {}

    static Optional<String> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String domain = form.group(1).substring(form.group(1).length() - 4);
        return Optional.of((domain + ":" + form.group(2) + ":" + form.group(3)).toLowerCase(Locale.ROOT));
    }
}
