package io.remotegpu.workspace.requests;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which GPUs will do.
 *
 * @param models any of these, empty for any
 * @param minMemory MiB each must have
 * @param share thousandths of one GPU instead of whole ones
 * @param migProfile a hardware slice such as {@code 1g.10gb}; the count of the request then counts slices
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GpuSpec(
        @Nullable @Size(max = 16) List<@NotBlank @Size(max = 64) String> models,
        @Nullable @Min(0) @Max(1_048_576) Integer minMemory,
        @Nullable @Min(1) @Max(999) Integer share,

        @Nullable
        @Pattern(regexp = "[1-7]g\\.[1-9][0-9]{0,2}gb(\\+me)?", message = "must be a MIG profile such as 1g.10gb")
        String migProfile) {

    /** How many GPUs quotas count: the whole ones or slices, or of a share so many thousandths. */
    public static BigDecimal counted(@Nullable GpuSpec spec, int gpus) {
        Integer share = spec == null ? null : spec.share();
        return share == null ? BigDecimal.valueOf(gpus) : BigDecimal.valueOf(share, 3);
    }
}
