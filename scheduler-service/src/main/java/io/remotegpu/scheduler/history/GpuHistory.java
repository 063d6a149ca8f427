package io.remotegpu.scheduler.history;

import io.remotegpu.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers who held a GPU: from the days that are written down, and from the leases for what goes on or has just ended. */
@Component
class GpuHistory {
    private static final String HOLDINGS = """
            with known as (
                select epoch, gpu_uuid, host_id, gpu_index, workload_id, customer_id, workspace_id, share, held_from, held_until
                from gpu_usage_history h
                where %1$s and day between :first and :last and held_from < :to and held_until > :from
                union all
                select l.epoch, l.gpu_uuid, l.host_id, g.gpu_index, l.workload_id, a.customer_id, a.workspace_id, l.share,
                       l.opened_at, coalesce(l.closed_at, 'infinity')
                from gpu_leases l
                join gpus g on g.uuid = l.gpu_uuid
                left join allocations a on a.workload_id = l.workload_id
                where %2$s and (l.closed_at is null or l.closed_at > :written)
                  and l.opened_at < :to and coalesce(l.closed_at, 'infinity') > :from),
            holdings as (
                select k.epoch, k.gpu_uuid, max(k.host_id) as host_id, max(k.gpu_index) as gpu_index, max(k.workload_id) as workload_id,
                       max(k.customer_id) as customer_id, max(k.workspace_id) as workspace_id, max(k.share) as share,
                       coalesce(min(l.opened_at), min(k.held_from)) as held_from,
                       case when count(l.epoch) = 0 then max(k.held_until) else max(l.closed_at) end as held_until
                from known k left join gpu_leases l on l.epoch = k.epoch and l.gpu_uuid = k.gpu_uuid
                group by k.epoch, k.gpu_uuid)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    GpuHistory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A GPU, or a part of it, in somebody's hands.
     *
     * @param share thousandths; 1000 for the whole
     * @param until null while it is held
     */
    record Holding(
            long epoch,
            String gpuUuid,
            String hostId,
            int gpuIndex,
            String workloadId,
            @Nullable Long customerId,
            @Nullable Long workspaceId,
            int share,
            Instant from,
            @Nullable Instant until) {}

    /** Whose hands are asked for: of one GPU wherever it was, or of whichever was in one place. */
    sealed interface Subject {
        record Gpu(String uuid) implements Subject {}

        record Place(String hostId, int gpuIndex) implements Subject {}
    }

    /** From the first instant on, up to but without the second. */
    record Span(Instant from, Instant to) {
        private static final Duration LONGEST = Duration.ofDays(92);
        private static final Duration USUAL = Duration.ofDays(7);

        /** One instant alone: PostgreSQL knows microseconds. */
        static Span at(Instant instant) {
            return new Span(instant, instant.plusNanos(1000));
        }

        static Span endingAt(Instant to) {
            return new Span(to.minus(USUAL), to);
        }

        boolean isTooLong() {
            return Duration.between(from, to).compareTo(LONGEST) > 0;
        }
    }

    /** The latest lease first. */
    List<Holding> list(Subject subject, Span span, PageQuery query) {
        return asked(
                        subject,
                        span,
                        "select * from holdings where " + query.seek() + " order by " + query.orderBy()
                                + " limit :limit offset :offset")
                .params(query.seekParams())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(GpuHistory::read)
                .list();
    }

    long count(Subject subject, Span span) {
        return asked(subject, span, "select count(*) from holdings")
                .query(Long.class)
                .single();
    }

    Instant now() {
        return Instant.now(clock);
    }

    private JdbcClient.StatementSpec asked(Subject subject, Span span, String question) {
        return jdbc.sql(HOLDINGS.formatted(where(subject, "h", "h"), where(subject, "l", "g")) + question)
                .params(params(subject))
                .param("from", Timestamp.from(span.from()))
                .param("to", Timestamp.from(span.to()))
                .param("first", UsageHistory.day(span.from()))
                .param("last", UsageHistory.day(span.to()))
                .param("written", written());
    }

    private static String where(Subject subject, String lease, String gpu) {
        return switch (subject) {
            case Subject.Gpu _ -> lease + ".gpu_uuid = :gpu";
            case Subject.Place _ -> lease + ".host_id = :host and " + gpu + ".gpu_index = :index";
        };
    }

    private static Map<String, Object> params(Subject subject) {
        return switch (subject) {
            case Subject.Gpu(String uuid) -> Map.of("gpu", uuid);
            case Subject.Place(String host, int index) -> Map.of("host", host, "index", index);
        };
    }

    /** What ended before is written down. */
    private Timestamp written() {
        return Timestamp.from(jdbc.sql("select through from gpu_usage_filled")
                .query(Timestamp.class)
                .single()
                .toInstant()
                .minus(UsageHistory.LATE));
    }

    private static Holding read(ResultSet row, int number) throws SQLException {
        Timestamp until = row.getTimestamp("held_until");
        return new Holding(
                row.getLong("epoch"),
                row.getString("gpu_uuid"),
                row.getString("host_id"),
                row.getInt("gpu_index"),
                row.getString("workload_id"),
                row.getObject("customer_id", Long.class),
                row.getObject("workspace_id", Long.class),
                row.getInt("share"),
                row.getTimestamp("held_from").toInstant(),
                until == null ? null : until.toInstant());
    }
}
