package io.remotegpu.billing.invoices;

import io.remotegpu.billing.meter.Accrual;
import java.time.YearMonth;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Issues what the last two settled months still owe; any replica may run it at any time, and running it again issues nothing. */
@Component
class MonthEnd {
    private static final Logger LOG = LoggerFactory.getLogger(MonthEnd.class);
    private static final int BATCH = 10_000;

    private final InvoiceRun run;
    private final Accrual accrual;

    MonthEnd(InvoiceRun run, Accrual accrual) {
        this.run = run;
        this.accrual = accrual;
    }

    @Scheduled(fixedDelayString = "${billing.invoices.every:1h}", initialDelayString = "${billing.invoices.first:2m}")
    void close() {
        accrual.accrue();
        YearMonth last = run.lastSettled();
        List.of(last.minusMonths(1), last).forEach(this::close);
    }

    /** Whatever of the month is not billed yet. */
    void close(YearMonth month) {
        int issued;
        do {
            issued = run.issue(month, BATCH);
            if (issued > 0) {
                LOG.info("Issued {} invoices and corrections for {}", issued, month);
            }
        } while (issued == BATCH);
    }
}
