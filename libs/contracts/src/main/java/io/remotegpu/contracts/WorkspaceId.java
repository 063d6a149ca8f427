package io.remotegpu.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A workspace, as workspace-service numbers it. */
public record WorkspaceId(@JsonValue long value) {
    @JsonCreator
    public WorkspaceId {
        if (value <= 0) {
            throw new IllegalArgumentException("WorkspaceId must be positive, was " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
