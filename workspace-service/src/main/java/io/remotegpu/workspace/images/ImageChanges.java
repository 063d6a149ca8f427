package io.remotegpu.workspace.images;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What of a catalogue entry may change; what is left out stays. The next reading of its registry leaves it as it is. */
record ImageChanges(
        @Nullable ImageType type,
        @Nullable @Size(max = 120) String title,
        @Nullable @Size(max = 500) String description,

        @Nullable @Pattern(regexp = "active|disabled", message = "must be active or disabled")
        String status) {}
