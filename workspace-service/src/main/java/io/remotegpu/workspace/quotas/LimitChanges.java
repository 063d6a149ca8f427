package io.remotegpu.workspace.quotas;

import io.remotegpu.contracts.QuotaEvent.QuotaLimits;
import io.remotegpu.contracts.QuotaEvent.QuotaLimitsSet;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Limits as administrators set them; who set what is told to the platform's audit log. */
@Service
class LimitChanges {
    private final QuotaRepository quotas;
    private final QuotaLedger ledger;
    private final Outbox outbox;

    LimitChanges(QuotaRepository quotas, QuotaLedger ledger, Outbox outbox) {
        this.quotas = quotas;
        this.ledger = ledger;
        this.outbox = outbox;
    }

    /** Under the lock that reservations take, so that what is told as before is what held before. */
    @Transactional
    public void set(Caller admin, QuotaHolder holder, NewLimits limits) {
        quotas.lockUsed(holder);
        QuotaLimits before = told(ledger.limits(holder));
        quotas.setLimits(holder, limits);
        outbox.publish(new QuotaLimitsSet(
                holder.kind(), holder.id(), admin.id(), admin.username(), before, told(ledger.limits(holder))));
    }

    private static QuotaLimits told(Limits limits) {
        Resources most = limits.resources();
        return new QuotaLimits(
                most.cpu(),
                most.memory(),
                most.gpu().longValueExact(),
                most.storage(),
                most.environments(),
                limits.gpuHoursMonth());
    }
}
