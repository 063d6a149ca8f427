package io.remotegpu.scheduler.images;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts are to have which image: those named, else those with all of these labels, else all.
 *
 * @param keep seconds for which they keep it once they have it
 */
record NewImagePull(
        @NotBlank
        @Size(max = 512)
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._:/@-]*", message = "must be the reference of an image")
        String image,

        @Nullable @Size(min = 1, max = 5_000) List<@NotBlank String> hosts,
        @Nullable @Size(min = 1, max = 64) Map<@NotBlank String, @NotNull String> labels,
        @Nullable @Min(3600) @Max(90 * 24 * 3600) Integer keep) {}
