package io.remotegpu.workspace.images.registry;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How registries are read.
 *
 * @param timeout of one question
 * @param pageSize how many names are asked for at once
 * @param mostImages more tagged images than this in one place are refused
 */
@Validated
@ConfigurationProperties("workspace.images.registry")
public record RegistryProperties(
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("100") @Min(1) @Max(1000) int pageSize,
        @DefaultValue("2000") @Min(1) @Max(100_000) int mostImages) {}
