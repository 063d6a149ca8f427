package io.remotegpu.workspace.quotas;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.workspace.customers.Customers;
import io.remotegpu.workspace.tenancy.Tenancy;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is used, by customer and by workspace. Every change happens inside the caller's transaction, together with the state it
 * belongs to, and locks the customer's row before the workspace's.
 */
@Service
public class QuotaLedger {
    static final String GPU_HOURS = "gpu_hours_month";

    private final QuotaRepository quotas;
    private final QuotaProperties properties;
    private final GpuTime gpuTime;
    private final Warnings warnings;
    private final Customers customers;
    private final Tenancy tenancy;

    QuotaLedger(
            QuotaRepository quotas,
            QuotaProperties properties,
            GpuTime gpuTime,
            Warnings warnings,
            Customers customers,
            Tenancy tenancy) {
        this.quotas = quotas;
        this.properties = properties;
        this.gpuTime = gpuTime;
        this.warnings = warnings;
        this.customers = customers;
        this.tenancy = tenancy;
    }

    /**
     * Takes it if both quotas have room; rivals for the last unit wait for each other and exactly one gets it.
     *
     * @throws io.remotegpu.contracts.error.PlatformException QUOTA_EXCEEDED with resource, limit, used and requested
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reserve(CustomerId customer, WorkspaceId workspace, Resources requested) {
        customers.requireActive(customer);
        tenancy.asSystem(() -> holders(customer, workspace).forEach(holder -> reserve(holder, workspace, requested)));
    }

    /** Counts what is already in use whether or not it fits: a fact cannot be refused. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void count(CustomerId customer, WorkspaceId workspace, Resources inUse) {
        tenancy.asSystem(() -> holders(customer, workspace).forEach(holder -> count(holder, workspace, inUse)));
    }

    /** Gives it back. The caller remembers, in the same transaction, that it did. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(CustomerId customer, WorkspaceId workspace, Resources released) {
        count(customer, workspace, released.negated());
    }

    private void reserve(QuotaHolder holder, WorkspaceId where, Resources requested) {
        QuotaRepository.Usage usage = quotas.lockUsed(holder);
        Limits limits = limits(holder);
        QuotaCheck.require(holder, limits.resources(), usage.used(), requested);
        if (requested.gpu().signum() > 0) {
            requireGpuHours(holder, limits, usage.used().gpu().add(requested.gpu()));
        }
        add(holder, where, limits, usage, requested);
    }

    /** Every GPU that is held keeps some time for itself, so that rivals cannot all begin in the last minute of the month's quota. */
    private void requireGpuHours(QuotaHolder holder, Limits limits, BigDecimal held) {
        BigDecimal kept = properties.reservedGpuHours().multiply(held);
        QuotaCheck.requireGpuHours(holder, limits.gpuHoursMonth(), gpuTime.hoursThisMonth(holder), kept);
    }

    private void count(QuotaHolder holder, WorkspaceId where, Resources inUse) {
        add(holder, where, limits(holder), quotas.lockUsed(holder), inUse);
    }

    private void add(
            QuotaHolder holder, WorkspaceId where, Limits limits, QuotaRepository.Usage usage, Resources difference) {
        quotas.add(holder, difference);
        Map<String, BigDecimal> used = usage.used().plus(difference).byName();
        Map<String, Warnings.Amount> amounts = new HashMap<>();
        limits.resources()
                .byName()
                .forEach((name, limit) ->
                        amounts.put(name, new Warnings.Amount(limit, Objects.requireNonNull(used.get(name)))));
        warnings.review(holder, where, usage.warned(), amounts);
    }

    /** Warns of GPU time, which passes while nobody asks for anything. */
    @Transactional
    void reviewGpuHours(QuotaHolder holder) {
        QuotaRepository.Usage usage = quotas.lockUsed(holder);
        Warnings.Amount hours = new Warnings.Amount(limits(holder).gpuHoursMonth(), gpuTime.hoursThisMonth(holder));
        warnings.review(holder, gpuTime.workspaceOf(holder), usage.warned(), Map.of(GPU_HOURS, hours));
    }

    Limits limits(QuotaHolder holder) {
        return quotas.limits(holder, properties.defaultsOf(holder));
    }

    Resources used(QuotaHolder holder) {
        return quotas.used(holder);
    }

    private static List<QuotaHolder> holders(CustomerId customer, WorkspaceId workspace) {
        return List.of(new QuotaHolder.OfCustomer(customer), new QuotaHolder.OfWorkspace(workspace));
    }
}
