package io.remotegpu.workspace.requests;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.contracts.workload.Scheduling.PreemptionPolicy;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wish for an environment. With a template or a snapshot, what is not said here is taken from there; its constraints are checked after that.
 *
 * @param image any reference the container engine understands; the platform's base image if not said
 * @param cpu cores
 * @param memory MiB
 * @param gpu whole GPUs, or slices of {@code gpuSpec.migProfile}; none if not said
 * @param hostSelector which hosts will do; any if not said
 * @param storage MiB of home, 10240 if not said
 * @param disk MiB that are kept for it on its host's disk in all, for its home and what it writes beside it, and counted as its storage; no limit if
 *     not said
 * @param ports to be reached from outside; SSH on 22 if not said, none if empty
 * @param env variables inside; those that choose GPUs or belong to the platform are refused
 * @param parameters values for the template's parameters, by name
 * @param datasetIds read below {@code /datasets}, each under its name
 * @param priority 0 to 100, 50 if not said; 0 is spot: it waits behind all others, and may be stopped with notice when somebody needs its place
 * @param lostHostPolicy {@code hold} if not said
 * @param preemptionPolicy what becomes of it when it was stopped to make room: {@code requeue} if it is spot, else {@code stop}, if not said
 * @param maxDuration seconds that each of its runs may last; no end if not said
 */
@ConsistentGpus
@RoomForItsHome
@JsonInclude(JsonInclude.Include.NON_NULL)
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
        @Nullable @Valid HostSelector hostSelector,
        @Nullable @Min(1024) @Max(4_194_304) Integer storage,
        @Nullable @Min(1024) @Max(LARGEST_DISK) Integer disk,
        @Nullable @Size(max = 16) @DistinctPorts List<@NotNull @Valid PortSpec> ports,
        @Nullable @Size(max = 100) @HarmlessVariables Map<String, String> env,
        @Nullable @Positive Long templateId,
        @Nullable @Size(max = 32) Map<String, Object> parameters,

        @Nullable @Pattern(regexp = "snap-[a-z0-9][a-z0-9-]{0,57}", message = "must be the id of a snapshot")
        String snapshotId,

        @Nullable @Size(max = 16) List<@NotNull @Positive Long> datasetIds,

        @Nullable @Min(Scheduling.LOWEST_PRIORITY) @Max(Scheduling.HIGHEST_PRIORITY)
        Integer priority,

        @Nullable @Pattern(regexp = LOST_HOST_POLICY, message = "must be hold or reschedule")
        String lostHostPolicy,

        @Nullable @Pattern(regexp = PREEMPTION_POLICY, message = "must be requeue or stop")
        String preemptionPolicy,

        @Nullable @Min(60) @Max(LONGEST_RUN) Integer maxDuration,
        @Nullable @Valid IdlePolicy idlePolicy) {
    /** Ninety days, in seconds. */
    public static final int LONGEST_RUN = 7_776_000;

    /** Sixteen TiB, in MiB. */
    public static final int LARGEST_DISK = 16_777_216;

    public static final String LOST_HOST_POLICY = "hold|reschedule";
    public static final String PREEMPTION_POLICY = "requeue|stop";

    static final String BASE_IMAGE = "remotegpu/env-base:latest";
    static final String IMAGE = "[a-zA-Z0-9][a-zA-Z0-9._:/-]*(@sha256:[0-9a-f]{64})?";

    private static final int DEFAULT_STORAGE = 10_240;

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

    /** Whole GPUs or hardware slices; a profile alone means one slice, a share none. */
    public int gpus() {
        boolean slices = gpuSpec != null && gpuSpec.migProfile() != null;
        return Objects.requireNonNullElse(gpu, slices ? 1 : 0);
    }

    /** What a quota counts: of a share so many thousandths of a GPU. */
    public BigDecimal gpusCounted() {
        return GpuSpec.counted(gpuSpec, gpus());
    }

    public int storageOrDefault() {
        return Objects.requireNonNullElse(storage, DEFAULT_STORAGE);
    }

    public Scheduling scheduling() {
        return new Scheduling(
                Objects.requireNonNullElse(priority, Scheduling.ORDINARY.priority()),
                lostHostPolicy == null
                        ? Scheduling.ORDINARY.lostHostPolicy()
                        : LostHostPolicy.valueOf(lostHostPolicy.toUpperCase(Locale.ROOT)),
                maxDuration,
                preemptionPolicy == null ? null : PreemptionPolicy.valueOf(preemptionPolicy.toUpperCase(Locale.ROOT)));
    }

    /** Each once. */
    public List<Long> datasets() {
        return datasetIds == null ? List.of() : datasetIds.stream().distinct().toList();
    }

    /** What it takes from the quotas, running. */
    public Resources resources() {
        return Resources.compute(cpu, memory, gpusCounted())
                .plus(Resources.existence(disk == null ? storageOrDefault() : disk));
    }
}
