package io.remotegpu.gis.traffic;

import io.remotegpu.contracts.GisTraffic;
import io.remotegpu.contracts.HostId;
import io.remotegpu.gis.access.WorkloadIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The table of traffic, a row per service and minute with traffic. */
@Repository
class TrafficStore {
    private static final Duration KEPT = Duration.ofDays(31);

    private final JdbcClient jdbc;
    private final Clock clock;

    TrafficStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts in the minute in which the report ends; of a service that is no more nothing is kept. */
    void add(GisTraffic report) {
        jdbc.sql("""
                insert into service_traffic (service_id, minute, requests, errors, refused, milliseconds, latencies)
                select id, :minute, :requests, :errors, :refused, :millis, :latencies
                from user_service_configs where id = :service and deleted_at is null
                on conflict (service_id, minute) do update set
                    requests = service_traffic.requests + excluded.requests,
                    errors = service_traffic.errors + excluded.errors,
                    refused = service_traffic.refused + excluded.refused,
                    milliseconds = service_traffic.milliseconds + excluded.milliseconds,
                    latencies = array(select coalesce(old, 0) + coalesce(new, 0)
                                      from unnest(service_traffic.latencies, excluded.latencies) as both_of(old, new))
                """)
                .param("service", WorkloadIds.service(report.serviceId()))
                .param("minute", Timestamp.from(report.to().truncatedTo(ChronoUnit.MINUTES)))
                .param("requests", report.requests())
                .param("errors", report.errors())
                .param("refused", report.refused())
                .param("millis", report.milliseconds())
                .param("latencies", report.latencies().toArray(Long[]::new))
                .update();
    }

    /** One run of a service: where, and under which lease. */
    record Run(long service, HostId host, long epoch) {}

    /** Adds one sample of what it used to the minute of it. False, and nothing is kept, of a service that is no more, or not in this run. */
    boolean add(Run run, Instant at, int memoryMb, double cpu) {
        return jdbc.sql("""
                insert into service_samples (service_id, minute, samples, memory_mb, cpu)
                select id, :minute, 1, :memory, :cpu
                from user_service_configs join service_states on service_id = id
                where id = :service and deleted_at is null and host_id = :host and epoch = :epoch
                on conflict (service_id, minute) do update set
                    samples = service_samples.samples + 1,
                    memory_mb = greatest(service_samples.memory_mb, excluded.memory_mb),
                    cpu = service_samples.cpu + excluded.cpu
                """)
                        .param("service", run.service())
                        .param("host", run.host().value())
                        .param("epoch", run.epoch())
                        .param("minute", Timestamp.from(at.truncatedTo(ChronoUnit.MINUTES)))
                        .param("memory", memoryMb)
                        .param("cpu", cpu)
                        .update()
                == 1;
    }

    /** From {@code from} on and before {@code to}, in steps that had traffic or samples, oldest first. */
    List<TrafficStep> steps(long service, Instant from, Instant to, Duration step) {
        return jdbc.sql("""
                with minutes as (
                    select minute, requests, errors, refused, milliseconds, latencies, 0 as samples, null::int as memory, 0 as cpu
                    from service_traffic where service_id = :service and minute >= :from and minute < :to
                    union all
                    select minute, 0, 0, 0, 0, '{}', samples, memory_mb, cpu
                    from service_samples where service_id = :service and minute >= :from and minute < :to),
                steps as (select date_bin(make_interval(secs => :step), minute, :from) as at, minutes.* from minutes)
                select at, sum(requests) as requests, sum(errors) as errors, sum(refused) as refused,
                       sum(milliseconds) as milliseconds, max(memory) as memory, sum(cpu) / nullif(sum(samples), 0) as cpu,
                       (select coalesce(array_agg(total order by class), '{}')
                        from (select class, sum(count) as total
                              from steps same, unnest(same.latencies) with ordinality as of(count, class)
                              where same.at = steps.at group by class) classes) as latencies
                from steps group by at order by at
                """)
                .param("service", service)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("step", step.toSeconds())
                .query(TrafficStore::step)
                .list();
    }

    @Scheduled(initialDelayString = "PT7M", fixedDelayString = "PT1H")
    void prune() {
        for (String table : List.of("service_traffic", "service_samples")) {
            jdbc.sql("delete from " + table + " where minute < :old")
                    .param("old", Timestamp.from(clock.instant().minus(KEPT)))
                    .update();
        }
    }

    private static TrafficStep step(ResultSet row, int number) throws SQLException {
        Number[] counts = (Number[]) row.getArray("latencies").getArray();
        return TrafficStep.of(
                        row.getTimestamp("at").toInstant(),
                        row.getLong("requests"),
                        row.getLong("errors"),
                        row.getLong("refused"),
                        row.getLong("milliseconds"),
                        new Latencies(
                                Arrays.stream(counts).map(Number::longValue).toList()))
                .using(row.getObject("memory", Integer.class), row.getObject("cpu", Double.class));
    }
}
