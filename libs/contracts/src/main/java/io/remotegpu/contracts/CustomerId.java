package io.remotegpu.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person's account, as identity-service numbers it. */
public record CustomerId(@JsonValue long value) {
    @JsonCreator
    public CustomerId {
        if (value <= 0) {
            throw new IllegalArgumentException("CustomerId must be positive, was " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
