package io.remotegpu.workspace.connections;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long it is kept who came and went.
 *
 * @param retentionDays days after a session has ended
 */
@Validated
@ConfigurationProperties("workspace.connections")
record ConnectionProperties(
        @DefaultValue("90") @Min(1) @Max(3650) int retentionDays) {}
