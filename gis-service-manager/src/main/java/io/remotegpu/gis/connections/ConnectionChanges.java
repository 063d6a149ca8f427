package io.remotegpu.gis.connections;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is to be different; what is not given stays. What runs sees it at its next start. */
record ConnectionChanges(
        @Size(min = 1, max = 100) @Pattern(regexp = "\\P{Cntrl}*\\S\\P{Cntrl}*", message = "must be readable") @Nullable
        String name,

        @Size(min = 1, max = 253) @Nullable String host,

        @Min(1) @Max(65535) @Nullable Integer port,

        @Size(min = 1, max = 63)
        @Pattern(regexp = NewConnection.PRINTABLE, message = "must not have control characters")
        @Nullable
        String database,

        @Size(min = 1, max = 63)
        @Pattern(regexp = NewConnection.PRINTABLE, message = "must not have control characters")
        @Nullable
        String username,

        @Size(min = 1, max = 256)
        @Pattern(regexp = NewConnection.PRINTABLE, message = "must not have control characters")
        @Nullable
        String password,

        @Pattern(
                regexp = NewConnection.SSL_MODES,
                message = "must be disable, prefer, require, verify-ca or verify-full")
        @Nullable
        String sslMode) {
    @Override
    public String toString() {
        return "changes of a connection";
    }
}
