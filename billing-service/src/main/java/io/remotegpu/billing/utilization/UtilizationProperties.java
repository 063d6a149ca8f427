package io.remotegpu.billing.utilization;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What counts as idle.
 *
 * @param idleBelow percent of utilization below which a GPU is idle, 0 to 100
 * @param longestSample the longest time that one sample may stand for; a longer one is refused
 */
@Validated
@ConfigurationProperties("billing.utilization")
record UtilizationProperties(
        @DefaultValue("5") @DecimalMin("0") @DecimalMax("100")
        BigDecimal idleBelow,

        @DefaultValue("10m") Duration longestSample) {}
