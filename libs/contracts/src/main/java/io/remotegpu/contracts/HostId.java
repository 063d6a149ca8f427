package io.remotegpu.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A GPU host: 1 to 63 letters, digits, dots and dashes, chosen when its agent is installed. */
public record HostId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,62}");

    @JsonCreator
    public HostId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a HostId: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
