package io.remotegpu.gis.connections;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A database to be kept.
 *
 * @param host a name or an address; no URL
 * @param port 5432 if not given
 * @param sslMode as libpq calls it; require if not given
 */
record NewConnection(
        @NotBlank @Size(max = 100) @Pattern(regexp = PRINTABLE, message = "must not have control characters")
        String name,

        @NotBlank @Size(max = 253) String host,

        @Min(1) @Max(65535) @Nullable Integer port,

        @NotBlank @Size(max = 63) @Pattern(regexp = PRINTABLE, message = "must not have control characters")
        String database,

        @NotBlank @Size(max = 63) @Pattern(regexp = PRINTABLE, message = "must not have control characters")
        String username,

        @NotNull @Size(min = 1, max = 256) @Pattern(regexp = PRINTABLE, message = "must not have control characters")
        String password,

        @Pattern(regexp = SSL_MODES, message = "must be disable, prefer, require, verify-ca or verify-full") @Nullable
        String sslMode) {
    static final String PRINTABLE = "[^\\p{Cntrl}]*";
    static final String SSL_MODES = "disable|prefer|require|verify-ca|verify-full";

    @Override
    public String toString() {
        return "connection " + name + " to " + host;
    }
}
