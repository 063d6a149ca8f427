package io.remotegpu.billing.reconciliation;

import java.util.Locale;

/** The comparisons, each with the SQL that finds differences and what may explain them. */
enum Check {
    /** The GPU-seconds of a closed lease of whole GPUs in the ledger against those in its records. Seconds of a shared GPU are in the ledger once. */
    LEDGER_AGAINST_RECORDS(
            """
            select r.environment_id as workload_id, r.epoch, r.gpu_seconds as expected, coalesce(u.seconds, 0) as actual,
                   exists (select from usage_intervals o where o.gpu_uuid = any (l.gpus) and o.state = 'billed' and o.epoch > r.epoch
                           and o.start_time < r.ended and o.end_time > r.began) as known_cause
            from (select environment_id, epoch, min(start_time) as began, max(end_time) as ended,
                         sum(duration_s * (resource ->> 'gpus')::numeric)::bigint as gpu_seconds
                  from billing_records where kind <> 'storage' and status in ('closed', 'void')
                  group by environment_id, epoch having max(end_time) > :since and max(end_time) < :now
                      and bool_and((resource ->> 'gpus')::numeric = trunc((resource ->> 'gpus')::numeric))) r
            join metered_leases l on l.workload_id = r.environment_id and l.epoch = r.epoch and l.gpus <> '{}' and l.stopped and l.host_id is not null
            left join lateral (select sum(seconds) as seconds from usage_intervals u
                               where u.gpu_uuid = any (l.gpus) and u.workload_id = r.environment_id and u.epoch = r.epoch and u.state = 'billed') u on true
            where coalesce(u.seconds, 0) <> r.gpu_seconds
            """,
            "two leases claim the same seconds of a GPU, because clocks disagree; the ledger gives them to the later one",
            "the ledger and the records differ"),
    /** The running time that hosts attested by their monotonic clocks against the seconds billed; a minute or 5 % apart. */
    HOSTS_AGAINST_RECORDS(
            """
            select l.workload_id, l.epoch, l.attested_ms / 1000 as expected, r.seconds as actual,
                   l.attested_ms / 1000 < r.seconds or exists (select from usage_facts f where f.workload_id = l.workload_id and f.epoch = l.epoch
                                                               and f.kind = 'paused') as known_cause
            from metered_leases l
            join lateral (select sum(duration_s) as seconds, max(end_time) as ended from billing_records r
                          where r.environment_id = l.workload_id and r.epoch = l.epoch and r.status in ('closed', 'void')) r on r.seconds is not null
            where l.stopped and l.attested_ms > 0 and r.ended > :since and r.ended < :now
              and abs(l.attested_ms / 1000 - r.seconds) > greatest(60, r.seconds / 20)
            """,
            "the host attested less: its agent was restarted, or its last heartbeat was long before the stop; or more: it was paused, because it could not"
                    + " reach its GPUs or its host was silent",
            "the host attested that it ran for longer than was billed"),
    /** What hosts say runs and nothing is billed for. */
    RUNS_UNBILLED("""
            select l.workload_id, l.epoch, l.attested_ms / 1000 as expected, 0 as actual, false as known_cause
            from metered_leases l
            where l.started_at is null and l.attested_ms > 600000 and l.attested_until > :since and l.attested_until < :now
            """, "", "a host attests that it runs, and nobody said that it started"),
    /** What is billed although the host has not attested it for an hour, and nobody paused it. */
    BILLED_UNATTESTED("""
            select l.workload_id, l.epoch, 0 as expected, extract(epoch from :now - l.attested_until)::bigint as actual, false as known_cause
            from metered_leases l
            join billing_records r on r.environment_id = l.workload_id and r.epoch = l.epoch and r.status = 'open'
            where not l.stopped and l.attested_until < cast(:now as timestamptz) - interval '1 hour' and :since < :now
            """, "", "it is billed, but its host has not attested it for an hour");

    private final String sql;
    private final String cause;
    private final String alarm;

    Check(String sql, String cause, String alarm) {
        this.sql = sql;
        this.cause = cause;
        this.alarm = alarm;
    }

    String sql() {
        return sql;
    }

    Finding explain(String workload, long epoch, long expected, long actual, boolean knownCause) {
        String kind = name().toLowerCase(Locale.ROOT);
        return new Finding(workload, epoch, kind, expected, actual, knownCause ? cause : alarm, knownCause, null);
    }
}
