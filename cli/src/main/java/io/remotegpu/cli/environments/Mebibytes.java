package io.remotegpu.cli.environments;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount of memory as people write it: 4096, 4096M, 4G or 4GiB. */
record Mebibytes(int count) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})\\s*(m|mib|mb|g|gib|gb)?");

    static Mebibytes parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT).strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no amount of memory: write MiB as 4096, or 4G");
        }
        String unit = matcher.group(2);
        int amount = Integer.parseInt(matcher.group(1));
        return new Mebibytes(unit != null && unit.startsWith("g") ? Math.multiplyExact(amount, 1024) : amount);
    }

    static final class Converter implements ITypeConverter<Mebibytes> {
        @Override
        public Mebibytes convert(String value) {
            return parse(value);
        }
    }
}
