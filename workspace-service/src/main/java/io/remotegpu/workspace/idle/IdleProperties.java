package io.remotegpu.workspace.idle;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What holds where a policy says nothing of it.
 *
 * @param grace between the warning and the stop
 * @param gpuAbove percent; a GPU that is busier is used
 * @param cpuAbove cores; an environment that takes more is used
 * @param unseenAfter how long may pass between two looks before what happened meanwhile is not known
 */
@Validated
@ConfigurationProperties("workspace.idle")
record IdleProperties(
        @DefaultValue("15m") @NotNull Duration grace,
        @DefaultValue("3") @DecimalMin("0") double gpuAbove,
        @DefaultValue("0.2") @DecimalMin("0") double cpuAbove,
        @DefaultValue("10m") @NotNull Duration unseenAfter) {}
