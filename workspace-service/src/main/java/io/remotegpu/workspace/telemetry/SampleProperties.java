package io.remotegpu.workspace.telemetry;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long samples are kept. One takes about 100 bytes for each environment and 120 for each GPU, every 15 seconds;
 * who uses an environment takes about 300 bytes a minute.
 *
 * @param retentionDays whole days before today that can still be looked at
 */
@Validated
@ConfigurationProperties("workspace.samples")
record SampleProperties(
        @DefaultValue("14") @Min(1) @Max(366) int retentionDays) {}
