package io.remotegpu.workspace.quotas;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.workspace.tenancy.Tenancy;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is used, by customer and by workspace. Every change happens inside the caller's transaction, together with the state it
 * belongs to, and locks the customer's row before the workspace's.
 */
@Service
public class QuotaLedger {
    private final QuotaRepository quotas;
    private final QuotaProperties properties;
    private final Tenancy tenancy;

    QuotaLedger(QuotaRepository quotas, QuotaProperties properties, Tenancy tenancy) {
        this.quotas = quotas;
        this.properties = properties;
        this.tenancy = tenancy;
    }

    /**
     * Takes it if both quotas have room; rivals for the last unit wait for each other and exactly one gets it.
     *
     * @throws io.remotegpu.contracts.error.PlatformException QUOTA_EXCEEDED with resource, limit, used and requested
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reserve(CustomerId customer, WorkspaceId workspace, Resources requested) {
        tenancy.asSystem(() -> holders(customer, workspace).forEach(holder -> reserve(holder, requested)));
    }

    /** Counts what is already in use whether or not it fits: a fact cannot be refused. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void count(CustomerId customer, WorkspaceId workspace, Resources inUse) {
        tenancy.asSystem(() -> holders(customer, workspace).forEach(holder -> count(holder, inUse)));
    }

    /** Gives it back. The caller remembers, in the same transaction, that it did. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(CustomerId customer, WorkspaceId workspace, Resources released) {
        count(customer, workspace, released.negated());
    }

    private void reserve(QuotaHolder holder, Resources requested) {
        QuotaCheck.require(holder, limits(holder), quotas.lockUsed(holder), requested);
        quotas.add(holder, requested);
    }

    private void count(QuotaHolder holder, Resources inUse) {
        quotas.lockUsed(holder);
        quotas.add(holder, inUse);
    }

    Resources limits(QuotaHolder holder) {
        return quotas.limits(holder).orElseGet(() -> properties.defaultsOf(holder));
    }

    Resources used(QuotaHolder holder) {
        return quotas.used(holder);
    }

    private static List<QuotaHolder> holders(CustomerId customer, WorkspaceId workspace) {
        return List.of(new QuotaHolder.OfCustomer(customer), new QuotaHolder.OfWorkspace(workspace));
    }
}
