package io.remotegpu.workspace.snapshots;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What snapshots may take.
 *
 * @param perEnvironment how many of one environment may exist
 * @param reserve MiB of the storage quota that one holds until its true size is known
 */
@Validated
@ConfigurationProperties("workspace.snapshots")
record SnapshotProperties(
        @DefaultValue("10") @Min(1) @Max(1000) int perEnvironment,
        @DefaultValue("10240") @Min(0) @Max(1_048_576) int reserve) {}
