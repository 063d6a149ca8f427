package io.remotegpu.workspace.requests;

import io.remotegpu.workspace.quotas.Resources;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wish for an environment.
 *
 * @param image any reference the container engine understands; the platform's base image if not said
 * @param cpu cores
 * @param memory MiB
 * @param gpu whole GPUs, none if not said
 * @param storage MiB of home, 10240 if not said
 * @param ports to be reached from outside; SSH on 22 if not said, none if empty
 * @param env variables inside; those that choose GPUs or belong to the platform are refused
 */
public record NewEnvironment(
        @NotBlank
        @Size(min = 3, max = 64)
        @Pattern(regexp = "\\P{Cntrl}*", message = "must not hold control characters")
        String name,

        @NotNull @Positive Long workspaceId,

        @Nullable
        @Size(max = 255)
        @Pattern(regexp = IMAGE, message = "must be an image reference such as registry.example.org/team/image:tag")
        String image,

        @NotNull @DecimalMin("0.5") @DecimalMax("64") @Digits(integer = 2, fraction = 2)
        BigDecimal cpu,

        @NotNull @Min(1024) @Max(524_288) Integer memory,
        @Nullable @Min(0) @Max(8) Integer gpu,
        @Nullable @Valid GpuSpec gpuSpec,
        @Nullable @Min(1024) @Max(4_194_304) Integer storage,
        @Nullable @Size(max = 16) @DistinctPorts List<@NotNull @Valid PortSpec> ports,
        @Nullable @Size(max = 100) @HarmlessVariables Map<String, String> env) {
    static final String BASE_IMAGE = "remotegpu/env-base:latest";

    private static final String IMAGE = "[a-zA-Z0-9][a-zA-Z0-9._:/-]*(@sha256:[0-9a-f]{64})?";
    private static final int DEFAULT_STORAGE = 10_240;

    /** Which GPUs will do. {@code models}: any of these, empty for any; {@code minMemory}: MiB each must have. */
    public record GpuSpec(
            @Nullable @Size(max = 16) List<@NotBlank @Size(max = 64) String> models,
            @Nullable @Min(0) @Max(1_048_576) Integer minMemory) {}

    /** {@code protocol} is tcp if not said. */
    public record PortSpec(
            @NotNull @Pattern(regexp = "ssh|rdp|jupyter|custom", message = "must be ssh, rdp, jupyter or custom")
            String serviceType,

            @NotNull @Min(1) @Max(65_535) Integer internalPort,

            @Nullable @Pattern(regexp = "tcp|udp", message = "must be tcp or udp")
            String protocol) {
        String protocolOrTcp() {
            return Objects.requireNonNullElse(protocol, "tcp");
        }
    }

    public String imageOrBase() {
        return Objects.requireNonNullElse(image, BASE_IMAGE);
    }

    public int gpus() {
        return Objects.requireNonNullElse(gpu, 0);
    }

    public int storageOrDefault() {
        return Objects.requireNonNullElse(storage, DEFAULT_STORAGE);
    }

    /** What it takes from the quotas, running. */
    public Resources resources() {
        return Resources.compute(cpu, memory, gpus()).plus(Resources.existence(storageOrDefault()));
    }
}
