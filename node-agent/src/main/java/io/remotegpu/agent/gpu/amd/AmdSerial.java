package io.remotegpu.agent.gpu.amd;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number that a card was made with, from which its id follows: {@code GPU-} and sixteen digits, as {@code ROCR_VISIBLE_DEVICES} takes it and both of AMD's
 * programs can tell it.
 */
public final class AmdSerial {
    private static final Pattern FORM = Pattern.compile("(?:0x)?([0-9a-fA-F]{1,16})");
    private static final Pattern UUID = Pattern.compile("GPU-[0-9a-f]{16}");
    private static final int HEXADECIMAL = 16;

    private AmdSerial() {}

    static Optional<Long> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(Long.parseUnsignedLong(form.group(1), HEXADECIMAL))
                        .filter(serial -> serial != 0)
                : Optional.empty();
    }

    static String uuid(long serial) {
        return "GPU-%016x".formatted(serial);
    }

    /** Whether it is the id of a card of this maker; those of NVIDIA's have dashes. */
    public static boolean isUuid(String uuid) {
        return UUID.matcher(uuid).matches();
    }
}
