package io.remotegpu.benchmarks.billing;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.billing.BillingService;
import io.remotegpu.testing.TestKafka;
import io.remotegpu.testing.TestTokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** The service on a durable PostgreSQL and a real Kafka. Its jobs run when they are told to and not meanwhile. */
final class RunningBilling implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final ConfigurableApplicationContext service;
    private final JdbcClient jdbc;
    private final String address;
    private final String token = TestTokens.admin(1);
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningBilling(EmbeddedPostgres postgres, ConfigurableApplicationContext service, JdbcClient jdbc) {
        this.postgres = postgres;
        this.service = service;
        this.jdbc = jdbc;
        this.address = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    static RunningBilling start() throws IOException {
        EmbeddedPostgres postgres = postgres();
        String url = postgres.getJdbcUrl("postgres", "postgres");
        ConfigurableApplicationContext service = BillingService.application()
                .run(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=",
                        "--spring.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(),
                        "--remotegpu.security.jwks-uri=" + TestTokens.jwksUri(),
                        "--remotegpu.messaging.host-facts.signed=false", // the flood is nobody's host
                        "--server.port=0",
                        "--billing.invoices.first=24h",
                        "--billing.rollup.first=24h");
        return new RunningBilling(
                postgres, service, JdbcClient.create(new DriverManagerDataSource(url, "postgres", "")));
    }

    /** Durable as in production; the library's own defaults are not. */
    private static EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "1GB")
                .start();
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Facts that are in the ledger, by the service's own count: asking the database so often would cost what is measured. */
    long taken() {
        return (long) service.getBean(MeterRegistry.class)
                .counter("billing.facts.taken")
                .count();
    }

    /** Runs one of the service's own jobs, and returns when it is done. @param name such as {@code MonthEnd.close} */
    void job(String name) {
        service.getBean(ScheduledTaskHolder.class).getScheduledTasks().stream()
                .filter(task -> task.toString().endsWith(name))
                .findFirst()
                .orElseThrow()
                .getTask()
                .getRunnable()
                .run();
    }

    /** How long it took, in milliseconds. @throws IllegalStateException unless the answer is 200 */
    double ask(String path) throws IOException, InterruptedException {
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

    /** A database that is told to stop waits for whoever still reads its log; nobody needs the rest of it here. */
    @Override
    public void close() throws IOException {
        service.close();
        jdbc.sql("select pg_terminate_backend(pid) from pg_stat_replication")
                .query((row, index) -> true)
                .list();
        postgres.close();
    }
}
