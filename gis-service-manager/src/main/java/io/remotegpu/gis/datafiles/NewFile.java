package io.remotegpu.gis.datafiles;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A file about to be uploaded.
 *
 * @param folder one of the type's, as {@code GET /types/{type}} lists them
 * @param name with an ending that the folder takes
 * @param sizeBytes of the whole file
 * @param sha256 of the whole file; compared with what came, if it is given
 */
record NewFile(
        @NotBlank @Size(max = 40) String folder,

        @NotNull @Pattern(regexp = NAME, message = NAME_RULE)
        String name,

        @NotNull @Positive Long sizeBytes,

        @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 hexadecimal digits in lower case") @Nullable
        String sha256) {
    static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}";
    static final String NAME_RULE =
            "must be at most 100 letters, digits, dots, dashes and underscores, and begin with no dot or dash";
}
