package io.remotegpu.benchmarks.fleet;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what everything has spent. Of threads that ended, the time since their last reading is lost. */
final class Meter {
    /** The broker's own threads; whoever else is not the simulation works for the scheduler. */
    private static final Pattern BROKER = Pattern.compile(
            "(data-plane|control-plane|kafka-scheduler|kafka-log|broker-|controller-|quorum-|raft-|group-|transaction-|share-|Expiration|"
                    + "executor-|kafka-\\d).*");

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final JdbcClient jdbc;
    private final Admin kafka;
    private final ProcessHandle postmaster;
    private final Map<Long, Long> ofThreads = new HashMap<>();
    private final Map<Part, Long> byPart = new HashMap<>();

    private enum Part {
        SCHEDULER,
        BROKER,
        SIMULATION
    }

    /** @param data PostgreSQL's folder */
    Meter(JdbcClient jdbc, Admin kafka, Path data) throws IOException {
        this.jdbc = jdbc;
        this.kafka = kafka;
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            this.postmaster = ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow()))
                    .orElseThrow();
        }
        jdbc.sql("create extension if not exists pg_stat_statements").update();
    }

    Spent read() throws ExecutionException, InterruptedException {
        readThreads();
        long mine = byPart.values().stream().mapToLong(Long::longValue).sum();
        return new Spent(
                System.nanoTime(),
                byPart.getOrDefault(Part.SCHEDULER, 0L),
                database(),
                byPart.getOrDefault(Part.BROKER, 0L),
                byPart.getOrDefault(Part.SIMULATION, 0L),
                SYSTEM.getProcessCpuTime() - mine,
                number("select coalesce(sum(calls), 0)::bigint from pg_stat_statements"),
                number("select sum(xact_commit)::bigint from pg_stat_database"),
                number("select (pg_current_wal_lsn() - '0/0')::bigint"),
                messages());
    }

    /** The statements on which PostgreSQL spent most since {@link #forgetStatements}, a line for each. */
    List<String> dearest(long lifeCycles) {
        return jdbc.sql("""
                select calls, total_exec_time, left(regexp_replace(query, '\\s+', ' ', 'g'), 110) as query from pg_stat_statements
                order by total_exec_time desc limit 15
                """)
                .query((row, number) -> "    %6.2f ms %6.1f calls  %s"
                        .formatted(
                                row.getDouble("total_exec_time") / Math.max(1, lifeCycles),
                                row.getDouble("calls") / Math.max(1, lifeCycles),
                                row.getString("query")))
                .list();
    }

    void forgetStatements() {
        jdbc.sql("select pg_stat_statements_reset()").query().listOfRows();
    }

    private void readThreads() {
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo thread = THREADS.getThreadInfo(id);
            long now = THREADS.getThreadCpuTime(id);
            if (thread != null && now >= 0) {
                long before = ofThreads.getOrDefault(id, 0L);
                ofThreads.put(id, now);
                byPart.merge(part(thread.getThreadName()), now - before, Long::sum);
            }
        }
    }

    private static Part part(String thread) {
        if (thread.startsWith(FleetLink.THREADS) || thread.contains("| " + FleetLink.THREADS)) {
            return Part.SIMULATION;
        }
        return BROKER.matcher(thread).matches() ? Part.BROKER : Part.SCHEDULER;
    }

    private long database() {
        return Stream.concat(Stream.of(postmaster), postmaster.children())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToLong(Duration::toNanos)
                .sum();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private long messages() throws ExecutionException, InterruptedException {
        List<String> topics = List.copyOf(kafka.listTopics().names().get());
        Map<TopicPartition, OffsetSpec> ends = kafka.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(part -> new TopicPartition(topic.name(), part.partition())))
                .collect(Collectors.toMap(part -> part, part -> OffsetSpec.latest()));
        return kafka.listOffsets(ends).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }
}
