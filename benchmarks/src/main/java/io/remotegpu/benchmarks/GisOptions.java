package io.remotegpu.benchmarks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is to be measured of GIS services.
 *
 * @param runs starts of a map server
 * @param instances on one host
 * @param parts in the order of {@link Part}, each measured by itself
 */
record GisOptions(int runs, int instances, Set<Part> parts) {
    static final String USAGE = "usage: ./dev bench gis [RUNS] [INSTANCES] [--only starts|tiles|many|list[,...]]";
    private static final String ONLY = "--only";

    enum Part {
        STARTS,
        TILES,
        MANY,
        LIST
    }

    GisOptions {
        if (runs < 1 || instances < 1) {
            throw new IllegalArgumentException("RUNS and INSTANCES must be positive");
        }
    }

    /** @throws IllegalArgumentException with what is wrong */
    static GisOptions parse(String[] arguments) {
        List<Integer> numbers = new ArrayList<>(List.of(20, 50));
        Set<Part> parts = EnumSet.allOf(Part.class);
        int number = 0;
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].equals(ONLY) && at + 1 < arguments.length) {
                parts = parts(arguments[++at]);
            } else if (arguments[at].matches("[0-9]{1,6}") && number < numbers.size()) {
                numbers.set(number++, Integer.valueOf(arguments[at]));
            } else {
                throw new IllegalArgumentException("not an option, or without its value: " + arguments[at]);
            }
        }
        return new GisOptions(numbers.get(0), numbers.get(1), parts);
    }

    /** Whether a map server has to draw from a database. */
    boolean drawsMaps() {
        return parts.stream().anyMatch(part -> part != Part.LIST);
    }

    private static Set<Part> parts(String names) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : names.split(",")) {
            try {
                parts.add(Part.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException("no part of this benchmark: " + name, unknown);
            }
        }
        return parts;
    }
}
