package io.remotegpu.billing.invoices;

import io.remotegpu.contracts.BillingEvent.InvoiceIssued;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.Message;
import io.remotegpu.messaging.Outbox;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bills what a month came to and is not billed yet. The first time that is everything, and makes invoices; when facts came late it is the
 * difference, and makes credit notes and supplements. The series' row is locked until the numbers commit: they have no gaps, and two replicas
 * take turns.
 */
@Component
class InvoiceRun {
    /** Of each customer and currency, line by line: what was used less what was billed. Fractions of the smallest coin are not billed after. */
    private static final String ISSUE = """
            with due as materialized (
                select customer_id, currency, workspace_id, environment_id, kind, gpu_model,
                       sum(duration_s) as duration_s, sum(gpu_seconds) as gpu_seconds, sum(amount) as amount
                from (
                    select customer_id, currency, workspace_id, environment_id, kind, gpu_model, duration_s, gpu_seconds, amount
                    from usage_daily where day >= :month and day < :next
                    union all
                    select i.customer_id, i.currency, l.workspace_id, l.environment_id, l.kind, l.gpu_model, -l.duration_s, -l.gpu_seconds, -l.amount
                    from invoices i join invoice_lines l on l.invoice_id = i.id where i.month = :month) used
                group by customer_id, currency, workspace_id, environment_id, kind, gpu_model
                having sum(amount) <> 0),
            totals as (
                select d.customer_id, d.currency, round(sum(d.amount), 2) as total,
                       (select i.number from invoices i where i.month = :month and i.customer_id = d.customer_id and i.currency = d.currency and i.kind = 'invoice')
                           as corrects
                from due d group by d.customer_id, d.currency),
            numbered as (
                select gen_random_uuid() as id, t.*, :last + row_number() over (order by t.customer_id, t.currency) as sequence
                from totals t where t.total <> 0 order by t.customer_id, t.currency limit :batch),
            issued as (
                insert into invoices (id, number, series, sequence, kind, corrects, customer_id, username, month, currency, total, issued_at)
                select n.id, :series || '-' || lpad(n.sequence::text, 6, '0'), :series, n.sequence,
                       case when n.corrects is null then 'invoice' when n.total < 0 then 'credit_note' else 'supplement' end, n.corrects,
                       n.customer_id, coalesce(c.username, 'customer ' || n.customer_id), :month, n.currency, n.total, :now
                from numbered n left join customers c using (customer_id)
                returning id, number, sequence, customer_id, currency, total),
            lines as (
                insert into invoice_lines (invoice_id, position, workspace_id, environment_id, kind, gpu_model, duration_s, gpu_seconds, amount)
                select i.id, row_number() over (partition by i.id order by d.workspace_id, d.environment_id, d.kind, d.gpu_model),
                       d.workspace_id, d.environment_id, d.kind, d.gpu_model, d.duration_s, d.gpu_seconds, d.amount
                from issued i join due d using (customer_id, currency))
            select customer_id, number, total, currency, sequence from issued order by sequence
            """;

    private final JdbcClient jdbc;
    private final InvoiceProperties properties;
    private final Outbox outbox;
    private final Clock clock;

    InvoiceRun(JdbcClient jdbc, InvoiceProperties properties, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Issued(long customerId, String number, BigDecimal total, String currency, long sequence) {
        Message told(YearMonth month) {
            return new InvoiceIssued(new CustomerId(customerId), number, month.toString(), total, currency);
        }
    }

    /** @return how many were issued; less than {@code batch} when nothing of the month is left to bill */
    @Transactional
    public int issue(YearMonth month, int batch) {
        String series = properties.prefix() + "-" + month.getYear();
        long last = lock(series);
        List<Issued> issued = jdbc.sql(ISSUE)
                .param("month", month.atDay(1))
                .param("next", month.plusMonths(1).atDay(1))
                .param("series", series)
                .param("last", last)
                .param("batch", batch)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Issued.class)
                .list();
        if (!issued.isEmpty()) {
            jdbc.sql("update invoice_series set last = ? where series = ?")
                    .params(issued.getLast().sequence(), series)
                    .update();
            outbox.publish(issued.stream().map(one -> one.told(month)).toArray(Message[]::new));
        }
        return issued.size();
    }

    private long lock(String series) {
        jdbc.sql("insert into invoice_series (series, last) values (?, 0) on conflict do nothing")
                .param(series)
                .update();
        return jdbc.sql("select last from invoice_series where series = ? for update")
                .param(series)
                .query(Long.class)
                .single();
    }

    /** The last month whose facts have been waited for long enough. */
    YearMonth lastSettled() {
        LocalDate day = LocalDate.ofInstant(clock.instant().minus(properties.settleAfter()), ZoneOffset.UTC);
        return YearMonth.from(day).minusMonths(1);
    }
}
