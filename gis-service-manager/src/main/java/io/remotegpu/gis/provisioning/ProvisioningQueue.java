package io.remotegpu.gis.provisioning;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ProvisioningQueue {
    /** Whoever takes one and dies is followed after this. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    ProvisioningQueue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param wanted what is done when this is, a number given once; more may be wanted meanwhile, also of a later run of the same service */
    record Due(long service, URI endpoint, long wanted, int attempts) {}

    /** Whatever an earlier run was to be told is of no concern any more. */
    void ready(long service, URI endpoint) {
        jdbc.sql("""
                        insert into service_provisionings (service_id, endpoint, wanted, done, next_attempt_at)
                        select :service, :endpoint, wish, wish - 1, :now from nextval('service_provisioning_wishes') as wish
                        on conflict (service_id) do update set endpoint = excluded.endpoint, wanted = excluded.wanted,
                            done = excluded.done, attempts = 0, next_attempt_at = excluded.next_attempt_at
                        """)
                .param("service", service)
                .param("endpoint", endpoint.toString())
                .param("now", now())
                .update();
    }

    void again(long service) {
        jdbc.sql("""
                        update service_provisionings set wanted = default, attempts = 0, next_attempt_at = :now
                        where service_id = :service
                        """).param("service", service).param("now", now()).update();
    }

    void forget(long service) {
        jdbc.sql("delete from service_provisionings where service_id = :service")
                .param("service", service)
                .update();
    }

    /** Takes some whose time has come; nobody else takes them for a while. */
    List<Due> take(int limit) {
        return jdbc.sql("""
                        update service_provisionings set next_attempt_at = :later, attempts = attempts + 1
                        where service_id in (select service_id from service_provisionings
                            where wanted > done and next_attempt_at <= :now order by next_attempt_at limit :limit
                            for update skip locked)
                        returning service_id, endpoint, wanted, attempts
                        """)
                .param("now", now())
                .param("later", at(clock.instant().plus(LEASE)))
                .param("limit", limit)
                .query((row, number) -> new Due(
                        row.getLong("service_id"),
                        URI.create(row.getString("endpoint")),
                        row.getLong("wanted"),
                        row.getInt("attempts")))
                .list();
    }

    /** What is wanted since then stays due. */
    void done(Due due) {
        jdbc.sql("""
                        update service_provisionings set done = :wanted, attempts = 0, next_attempt_at = :now
                        where service_id = :service and done < :wanted
                        """)
                .param("service", due.service())
                .param("wanted", due.wanted())
                .param("now", now())
                .update();
    }

    void retry(Due due, Duration pause) {
        jdbc.sql(
                        "update service_provisionings set next_attempt_at = :at where service_id = :service and wanted = :wanted")
                .param("service", due.service())
                .param("wanted", due.wanted())
                .param("at", at(clock.instant().plus(pause)))
                .update();
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
