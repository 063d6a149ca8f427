package io.remotegpu.agent.runtime;

import java.util.stream.Collectors;

/**
 * Words that a container or its engine chose, made fit for a fact: without control characters, which terminals obey and databases refuse,
 * and short enough for one message.
 */
public final class PlainText {
    private static final int LONGEST = 4096;
    private static final String LEFT_OUT = "[…]";

    private PlainText() {}

    /** Its beginning, where a refusal says what it is about. */
    public static String beginning(String text) {
        String plain = plain(text);
        return plain.length() <= LONGEST ? plain : plain.substring(0, wholeAt(plain, LONGEST)) + LEFT_OUT;
    }

    /** Its end, where a log says what went wrong. */
    public static String end(String text) {
        String plain = plain(text);
        return plain.length() <= LONGEST ? plain : LEFT_OUT + plain.substring(wholeAt(plain, plain.length() - LONGEST));
    }

    /** All of it. */
    static String whole(String text) {
        return plain(text);
    }

    private static String plain(String text) {
        return text.codePoints()
                .filter(PlainText::isPlain)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint == '\n' || codePoint == '\t';
            case Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** No cut through a character of two parts. */
    private static int wholeAt(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index + 1 : index;
    }
}
