package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.gis.access.OwnedService;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code service_states}. Whoever changes a row has locked it first. */
@Repository
class StateStore {
    static final String TO_RESTART =
            "select service_id from service_states where restart_at <= :now order by restart_at limit :limit";

    private final JdbcClient jdbc;
    private final Clock clock;

    StateStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<ServiceState> find(long service) {
        return jdbc.sql("select * from service_states where service_id = :id")
                .param("id", service)
                .query(StateStore::read)
                .optional();
    }

    /** Locked until the transaction ends; empty for one that nothing was ever wanted of. */
    Optional<ServiceState> lock(long service) {
        return jdbc.sql("select * from service_states where service_id = :id for update")
                .param("id", service)
                .query(StateStore::read)
                .optional();
    }

    /** Makes a row where there is none, and locks it. */
    ServiceState lockOrCreate(ServiceState fresh) {
        jdbc.sql("""
                insert into service_states (service_id, user_id, desired, observed, config_version, updated_at)
                values (:id, :user, 'stopped', 'stopped', :version, :now) on conflict (service_id) do nothing
                """)
                .param("id", fresh.id())
                .param("user", fresh.owner().value())
                .param("version", fresh.configVersion())
                .param("now", time(clock.instant()))
                .update();
        return lock(fresh.id()).orElseThrow();
    }

    void save(ServiceState state) {
        jdbc.sql("""
                update service_states set generation = :generation, desired = :desired, observed = :observed, reason = :reason,
                    config_version = :version, good_version = :good, epoch = :epoch, host_id = :host, host_name = :hostName,
                    runtime = :runtime, endpoint_host = :address, endpoint_port = :port, failures = :failures,
                    first_failure = :firstFailure, restart_at = :restartAt, rollback_to = :rollbackTo, started_at = :startedAt,
                    stopped_at = :stoppedAt, asked_at_epoch = :askedAt, operation = :operation, idle = :idle, updated_at = :now
                where service_id = :id
                """)
                .param("generation", state.generation())
                .param("desired", state.wish().desired().wireName())
                .param("observed", state.observed().wireName())
                .param("reason", state.reason())
                .param("version", state.configVersion())
                .param("good", state.goodVersion())
                .param("epoch", state.epoch())
                .params(whereabouts(state.place()))
                .param("failures", state.trouble().failures())
                .param("firstFailure", time(state.trouble().firstFailure()))
                .param("restartAt", time(state.trouble().restartAt()))
                .param("rollbackTo", state.trouble().rollbackTo())
                .param("startedAt", time(state.sight().startedAt()))
                .param("stoppedAt", time(state.sight().stoppedAt()))
                .param("askedAt", state.wish().askedAtEpoch())
                .param("operation", state.wish().operation())
                .param("idle", state.wish().idle())
                .param("now", time(clock.instant()))
                .param("id", state.id())
                .update();
    }

    private static Map<String, @Nullable Object> whereabouts(@Nullable Place place) {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        params.put("host", place == null ? null : place.hostId());
        params.put("hostName", place == null ? null : place.hostName());
        params.put("runtime", place == null ? null : place.runtime());
        params.put("address", place == null ? null : place.host());
        params.put("port", place == null ? null : place.port());
        return params;
    }

    /** Those whose pause is over, the longest waiting first. */
    List<Long> toRestart(int limit) {
        return jdbc.sql(TO_RESTART)
                .param("now", time(clock.instant()))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /** Whether nobody but failures keeps it from running, or nothing was ever wanted of it. */
    boolean mayStartByItself(long service) {
        return find(service).map(state -> state.observed() == Observed.ERROR).orElse(true);
    }

    /** Who it was that is gone. */
    Optional<OwnedService> buried(long service) {
        return jdbc.sql("""
                select id, user_id, service_name, service_type, instance_key from user_service_configs
                where id = :id and deleted_at is not null
                """)
                .param("id", service)
                .query((row, number) -> new OwnedService(
                        row.getLong("id"),
                        new CustomerId(row.getLong("user_id")),
                        row.getString("service_name"),
                        row.getString("service_type"),
                        row.getString("instance_key")))
                .optional();
    }

    private static ServiceState read(ResultSet row, int number) throws SQLException {
        return new ServiceState(
                row.getLong("service_id"),
                new CustomerId(row.getLong("user_id")),
                new Wish(
                        row.getLong("generation"),
                        Desired.valueOf(row.getString("desired").toUpperCase(Locale.ROOT)),
                        row.getInt("config_version"),
                        row.getObject("asked_at_epoch", Long.class),
                        row.getObject("operation", Long.class),
                        row.getBoolean("idle")),
                sight(row),
                new Trouble(
                        row.getInt("failures"),
                        instant(row.getTimestamp("first_failure")),
                        instant(row.getTimestamp("restart_at")),
                        row.getObject("rollback_to", Integer.class)),
                row.getObject("good_version", Integer.class));
    }

    private static Sight sight(ResultSet row) throws SQLException {
        return new Sight(
                Observed.valueOf(row.getString("observed").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getLong("epoch"),
                place(row),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("stopped_at")));
    }

    private static @Nullable Place place(ResultSet row) throws SQLException {
        return row.getString("endpoint_host") == null
                ? null
                : new Place(
                        row.getString("host_id"),
                        row.getString("host_name"),
                        row.getString("runtime"),
                        row.getString("endpoint_host"),
                        row.getInt("endpoint_port"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp value) {
        return value == null ? null : value.toInstant();
    }

    private static @Nullable Timestamp time(@Nullable Instant value) {
        return value == null ? null : Timestamp.from(value);
    }
}
