package io.remotegpu.workspace.connections;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.WorkloadSessions;
import io.remotegpu.contracts.workload.WorkloadSessions.Session;
import io.remotegpu.workspace.connections.KeyNames.KeyName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sessions that were told of. */
@Repository
class SessionStore {
    private final JdbcClient jdbc;

    SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The environment that runs there under that epoch, to this transaction alone; empty also if a later look was taken into account. */
    Optional<Place> look(HostId host, WorkloadSessions told, Instant at) {
        return jdbc.sql("""
                        with looked as (
                            insert into session_watches (environment_id, workspace_id, epoch, seen_at)
                            select id, workspace_id, epoch, :at from environments
                            where id = :id and host_id = :host and epoch = :epoch and status in ('running', 'degraded')
                                and deleted_at is null
                            on conflict (environment_id) do update set workspace_id = excluded.workspace_id,
                                epoch = excluded.epoch, seen_at = excluded.seen_at
                                where session_watches.seen_at < excluded.seen_at
                            returning environment_id)
                        select id, customer_id, workspace_id, status, epoch from environments
                        join looked on looked.environment_id = environments.id
                        """)
                .param("id", told.workloadId().value())
                .param("host", host.value())
                .param("epoch", told.epoch())
                .param("at", utc(at))
                .query((row, number) -> place(row, at))
                .optional();
    }

    /** Those that are open, and those that are told of. */
    List<KnownSession> known(Place place, List<String> told) {
        return jdbc.sql("""
                        select session_id, kind, began_at, ended_at, fingerprint,
                            (select username from customers where id = customer_id) as who
                        from environment_sessions
                        where environment_id = :id and (ended_at is null or session_id = any (:told))
                        """)
                .param("id", place.id().value())
                .param("told", told.toArray(String[]::new))
                .query(SessionStore::known)
                .list();
    }

    void open(Place place, Session session, @Nullable KeyName key) {
        jdbc.sql("""
                        insert into environment_sessions (environment_id, workspace_id, session_id, epoch, kind, began_at,
                            address, fingerprint, customer_id, key_name)
                        values (:id, :workspace, :session, :epoch, :kind, :began, :address, :fingerprint, :customer, :name)
                        on conflict (environment_id, session_id) do nothing
                        """)
                .param("id", place.id().value())
                .param("workspace", place.workspaceId().value())
                .param("session", session.id())
                .param("epoch", place.epoch())
                .param("kind", session.kind().name().toLowerCase(Locale.ROOT))
                .param("began", utc(session.since().isAfter(place.seenAt()) ? place.seenAt() : session.since()))
                .param("address", session.from())
                .param("fingerprint", session.key())
                .param("customer", key == null ? null : key.customerId().value())
                .param("name", key == null ? null : key.name())
                .update();
    }

    /** More came than are kept, in this hour. */
    void tellOfMore(Place place) {
        jdbc.sql("""
                        insert into environment_sessions (environment_id, workspace_id, session_id, epoch, kind, began_at, ended_at)
                        values (:id, :workspace, :session, :epoch, 'more', :at, :at)
                        on conflict (environment_id, session_id) do nothing
                        """)
                .param("id", place.id().value())
                .param("workspace", place.workspaceId().value())
                .param(
                        "session",
                        "more-" + place.seenAt().truncatedTo(ChronoUnit.HOURS).getEpochSecond())
                .param("epoch", place.epoch())
                .param("at", utc(place.seenAt()))
                .update();
    }

    void name(Place place, Session session, @Nullable KeyName key) {
        jdbc.sql("""
                        update environment_sessions set fingerprint = :fingerprint, customer_id = :customer, key_name = :name
                        where environment_id = :id and session_id = :session
                        """)
                .param("fingerprint", session.key())
                .param("customer", key == null ? null : key.customerId().value())
                .param("name", key == null ? null : key.name())
                .param("id", place.id().value())
                .param("session", session.id())
                .update();
    }

    void end(Place place, String session, Instant at) {
        jdbc.sql("""
                        update environment_sessions set ended_at = greatest(began_at, :at)
                        where environment_id = :id and session_id = :session and ended_at is null
                        """)
                .param("at", utc(at))
                .param("id", place.id().value())
                .param("session", session)
                .update();
    }

    /** How many began lately. */
    long begunSince(Place place, Instant since) {
        return jdbc.sql("select count(*) from environment_sessions where environment_id = :id and began_at > :since")
                .param("id", place.id().value())
                .param("since", utc(since))
                .query(Long.class)
                .single();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Place place(ResultSet row, Instant at) throws SQLException {
        return new Place(
                new WorkloadId(row.getString("id")),
                new CustomerId(row.getLong("customer_id")),
                new WorkspaceId(row.getLong("workspace_id")),
                row.getString("status"),
                row.getLong("epoch"),
                at);
    }

    private static KnownSession known(ResultSet row, int number) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new KnownSession(
                row.getString("session_id"),
                row.getString("kind"),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("fingerprint"),
                row.getString("who"));
    }
}
