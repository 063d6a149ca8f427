package io.remotegpu.billing.upkeep;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What becomes of old months.
 *
 * @param monthsAhead for how many months to come there are partitions
 * @param archiveAfter months until ledger and records of a month move to the schema {@code archive}; daily sums and invoices stay
 */
@Validated
@ConfigurationProperties("billing.upkeep")
record UpkeepProperties(
        @DefaultValue("3") @Min(1) @Max(24) int monthsAhead,
        @DefaultValue("24") @Min(3) int archiveAfter) {}
