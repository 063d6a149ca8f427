package io.remotegpu.scheduler.images;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Images that come before anybody starts from them.
 *
 * @param within how long hosts may take
 * @param keep how long they keep it unless somebody says otherwise
 * @param askAgain after which silence a host is asked again
 * @param atOnce how many hosts are asked in one round, so that not all pull from one registry at the same time
 * @param keepEnded how long what became of it can be looked at
 */
@Validated
@ConfigurationProperties("scheduler.images")
record ImagePullProperties(
        @NotNull @DefaultValue("2h") Duration within,
        @NotNull @DefaultValue("7d") Duration keep,
        @NotNull @DefaultValue("2m") Duration askAgain,
        @Min(1) @Max(10_000) @DefaultValue("50") int atOnce,
        @NotNull @DefaultValue("30d") Duration keepEnded) {}
