package io.remotegpu.gis.quotas;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The plans. Memory counts what runs: the standard plan lets exist more than may run at once.
 *
 * @param defaultPlan of everyone who was given none, or whose plan has expired
 * @param basic null for what is built in
 * @param standard the same
 * @param premium the same
 */
@Validated
@ConfigurationProperties("gis.quotas")
record QuotaProperties(
        @DefaultValue("standard") QuotaType defaultPlan,
        @Valid @Nullable Limits basic,
        @Valid @Nullable Limits standard,
        @Valid @Nullable Limits premium) {
    private static final Limits BASIC = new Limits(1, 2, 1, 1024, 5_120, 50);
    private static final Limits STANDARD = new Limits(3, 5, 3, 2048, 10_240, 100);
    private static final Limits PREMIUM = new Limits(10, 20, 10, 16_384, 102_400, 1_000);

    Limits plan(QuotaType type) {
        return switch (type) {
            case BASIC -> basic == null ? BASIC : basic;
            case STANDARD -> standard == null ? STANDARD : standard;
            case PREMIUM -> premium == null ? PREMIUM : premium;
        };
    }
}
