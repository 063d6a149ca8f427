package io.remotegpu.billing.summary;

import io.remotegpu.billing.csv.Csv;
import io.remotegpu.billing.customers.Customers;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Caller;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Totals for those who may see them. */
@Component
class Reports {
    private final Totals totals;
    private final Customers customers;
    private final Clock clock;

    Reports(Totals totals, Customers customers, Clock clock) {
        this.totals = totals;
        this.customers = customers;
        this.clock = clock;
    }

    record Summary(String groupBy, Instant from, Instant to, List<Total> items) {
        String csv() {
            Csv csv = new Csv().row(groupBy, "duration_s", "gpu_seconds", "amount", "currency");
            items.forEach(total -> csv.row(
                    total.group(),
                    total.durationS(),
                    total.gpuSeconds(),
                    new BigDecimal(total.amount()),
                    total.currency()));
            return csv.toString();
        }
    }

    record Usage(Instant from, Instant to, List<Total> totals) {}

    Summary summary(String groupBy, Scope scope, @Nullable Instant from, @Nullable Instant to) {
        Period period = Period.of(from, to, clock);
        return new Summary(groupBy, period.from(), period.to(), totals.by(GroupBy.parse(groupBy), scope, period));
    }

    Usage usage(Scope scope) {
        Period period = Period.of(null, null, clock);
        return new Usage(period.from(), period.to(), totals.all(scope, period));
    }

    /** The caller's own use, or everybody's in a workspace that the caller manages. */
    Scope scopeOf(Caller caller, @Nullable Long workspace) {
        if (workspace == null) {
            return Scope.customer(caller.id().value());
        }
        if (!caller.isAdmin() && !customers.manages(caller.id(), workspace)) {
            throw PlatformException.notFound("workspace", workspace);
        }
        return Scope.workspace(workspace);
    }
}
