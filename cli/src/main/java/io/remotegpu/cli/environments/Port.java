package io.remotegpu.cli.environments;

import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A port to be reached from outside, in the API's form. */
record Port(String service_type, int internal_port, String protocol) {
    static final Port SSH = new Port("ssh", 22, "tcp");

    private static final Set<String> SERVICES = Set.of("ssh", "rdp", "jupyter", "custom");

    /** From {@code jupyter:8888}, or {@code 8000} for one of no known service. */
    static final class Converter implements ITypeConverter<Port> {
        @Override
        public Port convert(String value) {
            String[] parts = value.split(":", 2);
            String service = parts.length == 2 ? parts[0] : "custom";
            String number = parts[parts.length - 1];
            if (!SERVICES.contains(service) || !number.matches("\\d{1,5}")) {
                throw new TypeConversionException(
                        "'" + value + "' is no port: write 8000, or jupyter:8888 (ssh, rdp, jupyter, custom)");
            }
            return new Port(service, Integer.parseInt(number), "tcp");
        }
    }
}
