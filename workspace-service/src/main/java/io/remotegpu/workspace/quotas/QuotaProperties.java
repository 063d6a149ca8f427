package io.remotegpu.workspace.quotas;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of everyone an administrator gave no own ones.
 *
 * @param customer over all environments of one customer
 * @param workspace over all environments of one workspace
 * @param warningShare of a limit, from which whose quota it is gets told
 * @param reservedGpuHours of the month's GPU-hours that every GPU held keeps before it, so that a start has some time to run
 * @param reviewEvery how often the GPU time that passes meanwhile is looked at
 * @param reconcileEvery how often the books are compared with what exists
 */
@Validated
@ConfigurationProperties("workspace.quotas")
record QuotaProperties(
        @DefaultValue @Valid CustomerDefaults customer,
        @DefaultValue @Valid WorkspaceDefaults workspace,

        @DefaultValue("0.8") @DecimalMin("0.01") @DecimalMax("1")
        BigDecimal warningShare,

        @DefaultValue("1") @DecimalMin("0") BigDecimal reservedGpuHours,
        @DefaultValue("1m") Duration reviewEvery,
        @DefaultValue("10m") Duration reconcileEvery) {

    /**
     * @param cpu cores
     * @param memory MiB
     * @param gpu whole GPUs; of shares as many as add up to them
     * @param storage MiB of homes
     * @param environments that exist, stopped ones included
     * @param gpuHoursMonth GPU-hours in a calendar month
     */
    record CustomerDefaults(
            @DefaultValue("32") @DecimalMin("0") BigDecimal cpu,
            @DefaultValue("131072") @Min(0) long memory,
            @DefaultValue("4") @Min(0) long gpu,
            @DefaultValue("512000") @Min(0) long storage,
            @DefaultValue("20") @Min(0) long environments,
            @DefaultValue("2000") @DecimalMin("0") BigDecimal gpuHoursMonth) {}

    /**
     * @param cpu cores
     * @param memory MiB
     * @param gpu whole GPUs; of shares as many as add up to them
     * @param storage MiB of homes
     * @param environments that exist, stopped ones included
     * @param gpuHoursMonth GPU-hours in a calendar month
     */
    record WorkspaceDefaults(
            @DefaultValue("256") @DecimalMin("0") BigDecimal cpu,
            @DefaultValue("1048576") @Min(0) long memory,
            @DefaultValue("16") @Min(0) long gpu,
            @DefaultValue("4096000") @Min(0) long storage,
            @DefaultValue("100") @Min(0) long environments,
            @DefaultValue("10000") @DecimalMin("0") BigDecimal gpuHoursMonth) {}

    Limits defaultsOf(QuotaHolder holder) {
        return switch (holder) {
            case QuotaHolder.OfCustomer _ ->
                new Limits(
                        new Resources(
                                customer.cpu,
                                customer.memory,
                                BigDecimal.valueOf(customer.gpu),
                                customer.storage,
                                customer.environments),
                        customer.gpuHoursMonth);
            case QuotaHolder.OfWorkspace _ ->
                new Limits(
                        new Resources(
                                workspace.cpu,
                                workspace.memory,
                                BigDecimal.valueOf(workspace.gpu),
                                workspace.storage,
                                workspace.environments),
                        workspace.gpuHoursMonth);
        };
    }
}
