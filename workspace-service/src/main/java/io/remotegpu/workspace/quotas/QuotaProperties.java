package io.remotegpu.workspace.quotas;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of everyone an administrator gave no own ones.
 *
 * @param customer over all environments of one customer
 * @param workspace over all environments of one workspace
 */
@Validated
@ConfigurationProperties("workspace.quotas")
record QuotaProperties(
        @DefaultValue @Valid CustomerDefaults customer,
        @DefaultValue @Valid WorkspaceDefaults workspace) {

    /**
     * @param cpu cores
     * @param memory MiB
     * @param gpu whole GPUs
     * @param storage MiB of homes
     * @param environments that exist, stopped ones included
     */
    record CustomerDefaults(
            @DefaultValue("32") @DecimalMin("0") BigDecimal cpu,
            @DefaultValue("131072") @Min(0) long memory,
            @DefaultValue("4") @Min(0) long gpu,
            @DefaultValue("512000") @Min(0) long storage,
            @DefaultValue("20") @Min(0) long environments) {}

    /**
     * @param cpu cores
     * @param memory MiB
     * @param gpu whole GPUs
     * @param storage MiB of homes
     * @param environments that exist, stopped ones included
     */
    record WorkspaceDefaults(
            @DefaultValue("256") @DecimalMin("0") BigDecimal cpu,
            @DefaultValue("1048576") @Min(0) long memory,
            @DefaultValue("16") @Min(0) long gpu,
            @DefaultValue("4096000") @Min(0) long storage,
            @DefaultValue("100") @Min(0) long environments) {}

    Resources defaultsOf(QuotaHolder holder) {
        return switch (holder) {
            case QuotaHolder.OfCustomer _ ->
                new Resources(customer.cpu, customer.memory, customer.gpu, customer.storage, customer.environments);
            case QuotaHolder.OfWorkspace _ ->
                new Resources(
                        workspace.cpu, workspace.memory, workspace.gpu, workspace.storage, workspace.environments);
        };
    }
}
