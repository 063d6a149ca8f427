package io.remotegpu.gis.services;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was exported, and what is to be different here.
 *
 * @param document as it was exported
 * @param serviceName its own if not given
 * @param connections numbers of your connections, by the numbers in the document; those left out are looked for by name
 */
record Import(
        @NotNull @Valid Exported document,

        @Size(min = 1, max = 50) @Pattern(regexp = NewService.NAME, message = NewService.NAME_RULE) @Nullable
        String serviceName,

        @Size(max = 100) @Nullable Map<String, Long> connections) {}
