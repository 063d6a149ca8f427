package io.remotegpu.gis.datafiles;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Files that users upload.
 *
 * @param downloadBase where hosts reach the gateway, without a slash at its end; {@code gis.services.public-base} unless they reach it elsewhere
 * @param largest file that is taken
 * @param mostFiles that one service may have, refused ones included
 * @param ticketLifetime how long after a start was asked for its host may load files; one that waits longer for a host is started anew
 * @param abandonedAfter how long an upload may stand still before it is forgotten
 */
@Validated
@ConfigurationProperties("gis.data-files")
record DataFileProperties(
        @NotNull @DefaultValue("http://127.0.0.1:8080") URI downloadBase,
        @NotNull @DefaultValue("2GB") DataSize largest,
        @Min(1) @Max(2_000) @DefaultValue("500") int mostFiles,
        @NotNull @DefaultValue("7d") Duration ticketLifetime,
        @NotNull @DefaultValue("24h") Duration abandonedAfter) {}
