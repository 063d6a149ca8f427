package io.remotegpu.benchmarks.billing;

import io.remotegpu.testing.TestKafka;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The real service on a durable PostgreSQL and a real Kafka, all on this machine: facts in by Kafka, questions by HTTP, invoices by its own job. */
public final class BillingBenchmark {
    private static final int FACTS = 200_000;
    private static final int WITH_HEARTBEATS = 120_000;
    private static final int LATER_FACTS = 60_000;
    private static final int ASKED = 200;
    private static final int CUSTOMERS = 10_000;
    private static final String SUMMARY = "/api/v1/admin/billing/summary?group_by=";
    private static final String YEAR = "&from=2025-11-01T00:00:00Z&to=2026-10-31T00:00:00Z";
    private static final String THIS_MONTH = SUMMARY + "workspace&from=2026-11-01T00:00:00Z&to=2026-11-30T00:00:00Z";

    private final RunningBilling billing;
    private final FactFlood flood;
    private long sent;

    private BillingBenchmark(RunningBilling billing, FactFlood flood) {
        this.billing = billing;
        this.flood = flood;
    }

    /** Ends the process: the engines leave threads behind. */
    public static void run() throws Exception {
        FactFlood flood = new FactFlood(TestKafka.bootstrapServers());
        try (RunningBilling billing = RunningBilling.start()) {
            new BillingBenchmark(billing, flood).measure();
        }
        System.exit(0);
    }

    private void measure() throws Exception {
        flood.lifeCycles(FACTS);
        double alone = facts("life cycles alone", FACTS);
        flood.withHeartbeats(WITH_HEARTBEATS);
        facts("four in five are heartbeats", WITH_HEARTBEATS);
        double month = quantile(asked(THIS_MONTH), 0.5);
        History.million(billing.jdbc());
        billing.job("MonthRoll.roll");
        summaries();
        flood.lifeCycles(LATER_FACTS);
        double later = facts("life cycles after 1,000,000 more", LATER_FACTS);
        double monthLater = quantile(asked(THIS_MONTH), 0.5);
        System.out.printf(
                "with 1,000,000 intervals more facts go in at %.2f times the rate and a summary of this month takes %.2f times as long%n",
                later / alone, monthLater / month);
        monthEnd();
    }

    /** The second half: until then the compiler, which knows nothing of the code at first, takes much of two cores. */
    private double facts(String what, int facts) throws InterruptedException {
        long before = sent;
        sent += facts;
        awaitTaken(before + facts / 2);
        long begun = System.nanoTime();
        long from = billing.taken();
        awaitTaken(sent);
        double perSecond = (sent - from) / ((System.nanoTime() - begun) / 1e9);
        System.out.printf(
                "facts into the ledger, %-33s %8.0f facts/s   (aim 5000, %.2f of it; %d facts, load %.1f)%n",
                what, perSecond, perSecond / 5000, sent - from, load());
        return perSecond;
    }

    private void awaitTaken(long facts) throws InterruptedException {
        while (billing.taken() < facts) {
            Thread.sleep(20);
        }
    }

    private void summaries() throws Exception {
        for (String group : List.of("day", "workspace", "customer", "environment", "gpu_model")) {
            List<Double> asked = asked(SUMMARY + group + YEAR);
            double raw = raw();
            System.out.printf(
                    "summary by %-12s over 1,000,000 intervals  p50 %7.1f ms  p99 %7.1f ms   (aim 200; the records themselves %.0f ms, ratio %.3f)%n",
                    group, quantile(asked, 0.5), quantile(asked, 0.99), raw, quantile(asked, 0.5) / raw);
        }
    }

    private List<Double> asked(String path) throws IOException, InterruptedException {
        List<Double> asked = new ArrayList<>();
        for (int i = -20; i < ASKED; i++) {
            double took = billing.ask(path);
            if (i >= 0) {
                asked.add(took);
            }
        }
        return asked;
    }

    /** What it would take to add up the records at each question. */
    private double raw() {
        long begun = System.nanoTime();
        billing.jdbc()
                .sql("select workspace_id, sum(duration_s), sum(amount) from billing_records group by workspace_id")
                .query((row, index) -> true)
                .list();
        return (System.nanoTime() - begun) / 1e6;
    }

    private void monthEnd() {
        History.month(billing.jdbc(), CUSTOMERS);
        long begun = System.nanoTime();
        billing.job("MonthEnd.close");
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "month-end for %d customers: %.1f s   (aim 60, %.2f of it; %d invoices, %d lines, load %.1f)%n",
                CUSTOMERS,
                seconds,
                seconds / 60,
                billing.count("invoices where customer_id > 1000000"),
                billing.count("invoice_lines"),
                load());
    }

    private static double quantile(List<Double> values, double quantile) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
