package io.remotegpu.scheduler.moving;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Homes that go to another host.
 *
 * @param address where hosts reach the gateway, without a slash at its end
 * @param window how many pieces, of 1 MiB each, may wait for their host
 * @param mostAttempts how often a copy may begin anew
 * @param stalledAfter how long no piece may come until the move is given up
 * @param keepSource how long the home is kept where it was, unless the workload has run on its new host before that
 * @param mostFromOneHost how many leave a host at once that is being drained
 * @param mostToOneHost how many homes are on the way to a host at once
 * @param mostAtOnce how many environments are on the way at once, on the whole platform; neither an owner nor a drain begins one more
 * @param mostOfOneOwner how many environments of one person may be on the way at once because they asked
 * @param rest how long an environment stays where it went, or where its copying failed, before its owner can have it moved again
 * @param keepEnded how long ended moves can be looked at
 */
@Validated
@ConfigurationProperties("scheduler.moving")
record MoveProperties(
        @NotNull @DefaultValue("http://127.0.0.1:8080") URI address,
        @Min(1) @Max(1_000) @DefaultValue("32") int window,
        @Min(2) @Max(1_000) @DefaultValue("20") int mostAttempts,
        @NotNull @DefaultValue("10m") Duration stalledAfter,
        @NotNull @DefaultValue("7d") Duration keepSource,
        @Min(1) @Max(100) @DefaultValue("2") int mostFromOneHost,
        @Min(1) @Max(100) @DefaultValue("2") int mostToOneHost,
        @Min(1) @Max(1_000) @DefaultValue("8") int mostAtOnce,
        @Min(1) @Max(100) @DefaultValue("2") int mostOfOneOwner,
        @NotNull @DefaultValue("10m") Duration rest,
        @NotNull @DefaultValue("30d") Duration keepEnded) {}
