package io.remotegpu.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Whatever runs on a host, {@code env-…} for an environment. Its prefix tells who owns it. */
public record WorkloadId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z]+-[a-z0-9-]{1,58}");

    @JsonCreator
    public WorkloadId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a WorkloadId: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
