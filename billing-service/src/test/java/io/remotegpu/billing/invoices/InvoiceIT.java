package io.remotegpu.billing.invoices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remotegpu.billing.BillingTestBase;
import io.remotegpu.contracts.BillingEvent.InvoiceIssued;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.testing.TestTokens;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

class InvoiceIT extends BillingTestBase {
    private static final Instant MAY = Instant.parse("2026-05-01T07:00:00Z");

    @Autowired
    MonthEnd monthEnd;

    @Autowired
    InvoiceRun run;

    @Autowired
    TransactionOperations transaction;

    @AfterEach
    void backToTheAfternoon() {
        clock.set(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void billsAMonthOnceAndCorrectsItWhenAFactComesLate() {
        publisher.publish(running(1, NOON));
        publisher.publish(new EnvStopped(environment, 1, after(3600)));
        awaitRecords("status=closed", 1);
        clock.set(MAY);
        monthEnd.close();
        monthEnd.close();

        JsonNode invoice = invoices().path(0);
        assertThat(invoices().size()).isEqualTo(1);
        assertThat(invoice.path("total").asString()).isEqualTo("2.12");
        assertThat(invoice.path("month").asString()).isEqualTo("2026-03");
        probe.await(InvoiceIssued.class, told -> told.customerId().value() == customer);

        publisher.publish(new EnvUnknown(environment, new HostId("gpu-1"), 1, after(1800), "heard of late"));
        awaitRecords("status=closed&from=" + NOON + "&to=" + after(1800), 1);
        await().untilAsserted(() ->
                assertThat(records("").path(0).path("duration_s").asLong()).isEqualTo(1800));
        monthEnd.close();

        JsonNode note = invoices().path(0);
        assertThat(note.path("kind").asString()).isEqualTo("credit_note");
        assertThat(note.path("total").asString()).isEqualTo("-1.06");
        assertThat(note.path("corrects").asString())
                .isEqualTo(invoice.path("number").asString());
        assertThat(invoices().size()).isEqualTo(2);
    }

    @Test
    void billsWhatStillRunsForTheMonthThatIsOver() {
        publisher.publish(running(1, Instant.parse("2026-03-31T23:00:00Z")));
        awaitRecords("status=open", 1);
        clock.set(MAY);
        monthEnd.close();

        assertThat(invoices().size()).isEqualTo(2);
        assertThat(invoices().findValuesAsString("total")).containsExactlyInAnyOrder("2.12", "1526.40");
        assertThat(records("status=open").size()).isEqualTo(1);
    }

    @Test
    void numbersWithoutGapsWhenReplicasWorkAtOnceAndOneCrashes() throws Exception {
        YearMonth month = YearMonth.of(2025, 7);
        IntStream.range(0, 60).forEach(i -> used(50_000 + i, month));
        transaction.executeWithoutResult(status -> {
            run.issue(month, 7);
            status.setRollbackOnly(); // it crashed before it committed
        });
        CountDownLatch done = new CountDownLatch(4);
        for (int replica = 0; replica < 4; replica++) {
            Thread.ofVirtual().start(() -> {
                while (run.issue(month, 5) > 0) {
                    Thread.onSpinWait();
                }
                done.countDown();
            });
        }
        done.await();

        List<Long> numbers = jdbc.sql("select sequence from invoices where series = 'INV-2025' order by sequence")
                .query(Long.class)
                .list();
        assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
    }

    @Test
    void letsNobodyChangeAnInvoice() {
        YearMonth month = YearMonth.of(2024, 7);
        used(customer, month);
        run.issue(month, 10);

        for (String change : List.of(
                "update invoices set total = 0 where customer_id = " + customer,
                "delete from invoices where customer_id = " + customer,
                "update invoice_lines set amount = 0 where environment_id = 'env-" + customer + "'")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void handsOutJsonCsvAndPdfToItsOwnerAlone() {
        YearMonth month = YearMonth.of(2024, 8);
        used(customer, month);
        run.issue(month, 10);
        String path =
                "/api/v1/billing/invoices/" + invoices().path(0).path("id").asString();

        assertThat(get(path, TestTokens.of(customer)).path("data").path("lines").size())
                .isEqualTo(1);
        HttpResponse<String> csv = send(request(path, TestTokens.of(customer)).header("Accept", "text/csv"));
        assertThat(csv.body())
                .startsWith("number,kind,month")
                .contains("INV-2024-0")
                .contains("7.200000,USD");
        HttpResponse<String> pdf = send(request(path, TestTokens.of(customer)).header("Accept", "application/pdf"));
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.body()).startsWith("%PDF-");
        assertThat(send(request(path, TestTokens.of(99))).statusCode()).isEqualTo(404);
    }

    private void used(long payer, YearMonth month) {
        jdbc.sql("""
                insert into usage_daily (customer_id, day, workspace_id, environment_id, kind, gpu_model, currency, duration_s, gpu_seconds, amount)
                values (:customer, :day, 1, 'env-' || :customer, 'compute', 'NVIDIA A100', 'USD', 3600, 3600, 7.2)
                """).param("customer", payer).param("day", month.atDay(3)).update();
    }

    private JsonNode invoices() {
        return get("/api/v1/billing/invoices", TestTokens.of(customer))
                .path("data")
                .path("items");
    }
}
