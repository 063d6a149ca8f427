package io.remotegpu.workspace.quotas;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
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

    QuotaLedger(QuotaRepository quotas, QuotaProperties properties) {
        this.quotas = quotas;
        this.properties = properties;
    }

    /**
     * Takes it if both quotas have room; rivals for the last unit wait for each other and exactly one gets it.
     *
     * @throws io.remotegpu.contracts.error.PlatformException QUOTA_EXCEEDED with resource, limit, used and requested
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reserve(CustomerId customer, WorkspaceId workspace, Resources requested) {
        for (QuotaHolder holder : holders(customer, workspace)) {
            QuotaCheck.require(holder, limits(holder), quotas.lockUsed(holder), requested);
            quotas.add(holder, requested);
        }
    }

    /** Counts what is already in use whether or not it fits: a fact cannot be refused. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void count(CustomerId customer, WorkspaceId workspace, Resources inUse) {
        for (QuotaHolder holder : holders(customer, workspace)) {
            quotas.lockUsed(holder);
            quotas.add(holder, inUse);
        }
    }

    /** Gives it back. The caller remembers, in the same transaction, that it did. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(CustomerId customer, WorkspaceId workspace, Resources released) {
        count(customer, workspace, released.negated());
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
