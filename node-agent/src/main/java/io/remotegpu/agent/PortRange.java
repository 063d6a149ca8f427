package io.remotegpu.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Host ports, both ends included. */
record PortRange(int from, int to) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})-(\\d{1,5})");
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65535;

    static PortRange parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("ports are written from-to, such as 20000-20999, not " + text);
        }
        PortRange range = new PortRange(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
        if (range.from < LOWEST || range.to > HIGHEST || range.from > range.to) {
            throw new IllegalArgumentException("ports must rise from at least 1024 to at most 65535, not " + text);
        }
        return range;
    }
}
