package io.remotegpu.agent.settings;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody probably meant. */
final class Spelling {
    private Spelling() {}

    /** One that goes on after what was written, else the one that takes the fewest letters to change, add or leave out. */
    static String nearest(String written, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String, Boolean>comparing(each -> !each.startsWith(written))
                        .thenComparingInt(each -> distance(written, each))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** After Levenshtein, row by row. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[other.length() + 1];
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int changed = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(changed, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[other.length()];
    }
}
