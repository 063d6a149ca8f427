package io.remotegpu.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Whatever runs on a host, {@code env-…} for an environment, {@code gis-…} for a GIS service. Its prefix tells who owns it. */
public record WorkloadId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z]+-[a-z0-9-]{1,58}");

    private static final String GIS_PREFIX = "gis-";

    @JsonCreator
    public WorkloadId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a WorkloadId: " + value);
        }
    }

    /** Whether gis-service-manager owns it; everything else is an environment. */
    public boolean isGisService() {
        return value.startsWith(GIS_PREFIX);
    }

    @Override
    public String toString() {
        return value;
    }
}
