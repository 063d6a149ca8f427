package io.remotegpu.workspace.requests;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.workspace.requests.NewEnvironment.PortSpec;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template or a snapshot says of environments made from it; the fields mean what they mean in {@link NewEnvironment}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnvironmentDefaults(
        @Nullable
        @Size(max = 255)
        @Pattern(
                regexp = NewEnvironment.IMAGE,
                message = "must be an image reference such as registry.example.org/team/image:tag")
        String image,

        @Nullable @DecimalMin("0.5") @DecimalMax("64") @Digits(integer = 2, fraction = 2)
        BigDecimal cpu,

        @Nullable @Min(1024) @Max(524_288) Integer memory,
        @Nullable @Min(0) @Max(8) Integer gpu,
        @Nullable @Valid GpuSpec gpuSpec,
        @Nullable @Valid HostSelector hostSelector,
        @Nullable @Min(1024) @Max(4_194_304) Integer storage,

        @Nullable @Min(1024) @Max(NewEnvironment.LARGEST_DISK)
        Integer disk,

        @Nullable @Size(max = 16) @DistinctPorts List<@NotNull @Valid PortSpec> ports,
        @Nullable @Size(max = 100) @HarmlessVariables Map<String, String> env,
        @Nullable @Size(max = 16) List<@NotNull @Positive Long> datasetIds,

        @Nullable @Min(Scheduling.LOWEST_PRIORITY) @Max(Scheduling.HIGHEST_PRIORITY)
        Integer priority,

        @Nullable @Pattern(regexp = NewEnvironment.LOST_HOST_POLICY, message = "must be hold or reschedule")
        String lostHostPolicy,

        @Nullable @Pattern(regexp = NewEnvironment.PREEMPTION_POLICY, message = "must be requeue or stop")
        String preemptionPolicy,

        @Nullable @Min(60) @Max(NewEnvironment.LONGEST_RUN) Integer maxDuration,
        @Nullable @Valid IdlePolicy idlePolicy) {}
