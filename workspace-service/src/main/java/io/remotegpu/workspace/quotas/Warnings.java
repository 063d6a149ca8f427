package io.remotegpu.workspace.quotas;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceEvent.QuotaNearlyUsed;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.messaging.Outbox;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells once when a resource passes its warning mark. The caller holds the row lock of the holder's usage, so it is told once indeed. */
@Component
class Warnings {
    private final QuotaRepository quotas;
    private final QuotaProperties properties;
    private final Outbox outbox;

    Warnings(QuotaRepository quotas, QuotaProperties properties, Outbox outbox) {
        this.quotas = quotas;
        this.properties = properties;
        this.outbox = outbox;
    }

    /**
     * @param warned the resources that were told of already
     * @param where the workspace in which the last of it was taken
     */
    void review(QuotaHolder holder, WorkspaceId where, List<String> warned, Map<String, Amount> amounts) {
        List<String> passed = new ArrayList<>(warned);
        amounts.forEach((resource, amount) -> {
            boolean past = amount.isPast(properties.warningShare());
            if (past && !warned.contains(resource)) {
                passed.add(resource);
                tell(holder, where, resource, amount);
            }
            if (!past) {
                passed.remove(resource);
            }
        });
        if (!passed.equals(warned)) {
            quotas.setWarned(holder, passed);
        }
    }

    private void tell(QuotaHolder holder, WorkspaceId where, String resource, Amount amount) {
        CustomerId whom =
                switch (holder) {
                    case QuotaHolder.OfCustomer(CustomerId customer) -> customer;
                    case QuotaHolder.OfWorkspace(WorkspaceId workspace) -> quotas.owner(workspace);
                };
        outbox.publish(new QuotaNearlyUsed(where, whom, holder.kind(), resource, amount.limit(), amount.used()));
    }

    /** How much of one resource is used, and how much may be. */
    record Amount(BigDecimal limit, BigDecimal used) {
        /** A limit of nothing warns of nothing. */
        boolean isPast(BigDecimal share) {
            return limit.signum() > 0 && used.compareTo(limit.multiply(share)) >= 0;
        }
    }
}
