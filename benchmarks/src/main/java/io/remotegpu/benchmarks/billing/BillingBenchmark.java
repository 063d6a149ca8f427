package io.remotegpu.benchmarks.billing;

import io.remotegpu.billing.BillingService;
import io.remotegpu.testing.TestKafka;
import io.remotegpu.testing.TestTokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The real service on a durable PostgreSQL and a real Kafka, all on this machine: facts in by Kafka, questions by HTTP, invoices by its own job. */
public final class BillingBenchmark {
    private static final int FACTS = 60_000;
    private static final int ASKED = 200;

    private final JdbcClient jdbc;
    private final String token = TestTokens.admin(1);
    private final HttpClient http = HttpClient.newHttpClient();
    private String address = "";

    private BillingBenchmark(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public static void run() throws Exception {
        try (EmbeddedPostgres postgres = postgres()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            BillingBenchmark benchmark =
                    new BillingBenchmark(JdbcClient.create(new DriverManagerDataSource(url, "postgres", "")));
            FactFlood flood = new FactFlood(TestKafka.bootstrapServers());
            flood.lifeCycles(FACTS);
            try (ConfigurableApplicationContext service = service(url)) {
                benchmark.address =
                        "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
                benchmark.facts("life cycles alone", 0, FACTS);
                flood.withHeartbeats(2 * FACTS);
                benchmark.facts("four in five are heartbeats", FACTS, 3 * FACTS);
                benchmark.summaries();
                benchmark.monthEnd();
            }
        }
    }

    /** Durable as in production; the library's own defaults are not. */
    private static EmbeddedPostgres postgres() throws Exception {
        return EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "1GB")
                .start();
    }

    private static ConfigurableApplicationContext service(String url) {
        return BillingService.application()
                .run(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=",
                        "--spring.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(),
                        "--remotegpu.security.jwks-uri=" + TestTokens.jwksUri(),
                        "--server.port=0",
                        "--billing.invoices.first=1s",
                        "--billing.invoices.every=1s");
    }

    /** From the first fifth on, when the compiler has seen the code, to the last fact. */
    private void facts(String what, long before, long all) throws InterruptedException {
        long warm = before + (all - before) / 5;
        awaitTaken(warm);
        long begun = System.nanoTime();
        long from = taken();
        awaitTaken(all);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "facts into the ledger, %-30s %8.0f facts/s   (aim 5000, %d facts, load %.1f)%n",
                what, (all - from) / seconds, all - from, load());
        long imbalance = jdbc.sql("select count(*) from usage_intervals where end_time <= start_time")
                .query(Long.class)
                .single();
        System.out.printf("  intervals %d, of no length %d%n", count("usage_intervals"), imbalance);
    }

    private void awaitTaken(long facts) throws InterruptedException {
        while (taken() < facts) {
            Thread.sleep(50);
        }
    }

    private long taken() {
        try {
            return jdbc.sql("select count(*) from inbox where consumer = 'billing.meter'")
                    .query(Long.class)
                    .single();
        } catch (BadSqlGrammarException notMigratedYet) {
            return 0;
        }
    }

    private void summaries() throws Exception {
        History.million(jdbc);
        for (String group : List.of("day", "workspace", "customer", "environment", "gpu_model")) {
            List<Double> asked = new ArrayList<>();
            for (int i = -20; i < ASKED; i++) {
                double took = ask("/api/v1/admin/billing/summary?group_by=" + group
                        + "&from=2025-11-01T00:00:00Z&to=2026-10-31T00:00:00Z");
                if (i >= 0) {
                    asked.add(took);
                }
            }
            double raw = raw();
            System.out.printf(
                    "summary by %-12s over 1,000,000 intervals  p50 %7.1f ms  p99 %7.1f ms   (aim 200; the records themselves %.0f ms, ratio %.3f)%n",
                    group, quantile(asked, 0.5), quantile(asked, 0.99), raw, quantile(asked, 0.5) / raw);
        }
    }

    private double ask(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", TestTokens.bearer(token))
                .build();
        long begun = System.nanoTime();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        double took = (System.nanoTime() - begun) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.body());
        }
        return took;
    }

    /** What it would take to add up the records at each question. */
    private double raw() {
        long begun = System.nanoTime();
        jdbc.sql("select workspace_id, sum(duration_s), sum(amount) from billing_records group by workspace_id")
                .query((row, index) -> true)
                .list();
        return (System.nanoTime() - begun) / 1e6;
    }

    private void monthEnd() throws InterruptedException {
        int customers = 10_000;
        History.month(jdbc, customers);
        long begun = System.nanoTime();
        while (count("invoices where customer_id > 1000000") < customers) {
            Thread.sleep(50);
        }
        System.out.printf(
                "month-end for %d customers: %.1f s   (aim 60, %d lines, load %.1f)%n",
                customers, (System.nanoTime() - begun) / 1e9, count("invoice_lines"), load());
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
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
