package io.remotegpu.workspace.environments;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an environment is to go with its home.
 *
 * @param host its id; any that has room if left out
 * @param start whether one that is stopped starts there; what runs does so anyway
 */
record NewMove(
        @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9.-]{0,62}", message = "must be the id of a host")
        String host,

        @Nullable Boolean start) {
    static final NewMove ANYWHERE = new NewMove(null, null);
}
