package io.remotegpu.workspace.templates;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person fills in when they use a template.
 *
 * @param name by which the request gives it
 * @param field of the request that it sets: a number ({@code cpu}, {@code memory}, {@code gpu}, {@code storage}, {@code disk}, {@code max_duration},
 *     {@code gpu_spec.share}, {@code gpu_spec.min_memory}), the {@code image}, or a variable such as {@code env.EPOCHS}
 * @param required whether it must be given; one with a default need not be
 * @param fallback used if it is not given
 * @param min of a number
 * @param max of a number
 * @param choices the only values allowed, if there are any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TemplateParameter(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,31}", message = "must be a lower-case word such as batch_size")
        String name,

        @NotNull
        @Pattern(
                regexp =
                        "cpu|memory|gpu|storage|disk|max_duration|gpu_spec\\.(share|min_memory)|image|env\\.[A-Za-z_][A-Za-z0-9_]{0,127}",
                message = "must be cpu, memory, gpu, storage, disk, max_duration, gpu_spec.share, gpu_spec.min_memory,"
                        + " image or env.NAME")
        String field,

        @Nullable @Size(max = 64) String label,
        @Nullable @Size(max = 500) String description,
        @Nullable Boolean required,

        @JsonProperty("default") @Nullable Object fallback,

        @Nullable BigDecimal min,
        @Nullable BigDecimal max,

        @Nullable @Size(min = 1, max = 50) List<@NotBlank @Size(max = 255) String> choices) {
    boolean isRequired() {
        return Objects.requireNonNullElse(required, false) && fallback == null;
    }

    boolean isNumber() {
        return !field.equals("image") && !field.startsWith("env.");
    }

    boolean isWhole() {
        return isNumber() && !field.equals("cpu");
    }
}
