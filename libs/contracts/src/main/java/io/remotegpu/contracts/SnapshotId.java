package io.remotegpu.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A snapshot of an environment, {@code snap-…} as workspace-service named it. It may outlive the environment. */
public record SnapshotId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("snap-[a-z0-9][a-z0-9-]{0,57}");

    @JsonCreator
    public SnapshotId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a SnapshotId: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
