package io.remotegpu.identity.notifications.facts;

import io.remotegpu.contracts.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an environment.
 *
 * @param owner null until a fact names the owner
 * @param name null until a fact says it
 * @param runningAt since when it runs, or ran last
 */
record KnownEnvironment(
        String id,
        @Nullable CustomerId owner,
        @Nullable String name,
        @Nullable Instant runningAt,
        @Nullable StopCause stopCause,
        @Nullable CustomerId stopActor,
        @Nullable Instant stopCauseAt) {

    static KnownEnvironment of(ResultSet row, int number) throws SQLException {
        String cause = row.getString("stop_cause");
        return new KnownEnvironment(
                row.getString("environment_id"),
                customer(row.getObject("customer_id", Long.class)),
                row.getString("name"),
                instant(row.getObject("running_at", OffsetDateTime.class)),
                cause == null ? null : StopCause.of(cause),
                customer(row.getObject("stop_actor", Long.class)),
                instant(row.getObject("stop_cause_at", OffsetDateTime.class)));
    }

    /** What to call it. */
    String displayName() {
        return name == null ? id : name;
    }

    /** Why it stopped just now; a cause from before its last start has nothing to do with this stop. */
    Optional<StopCause> causeOfThisStop() {
        boolean older = runningAt != null && stopCauseAt != null && stopCauseAt.isBefore(runningAt);
        return older ? Optional.empty() : Optional.ofNullable(stopCause);
    }

    private static @Nullable CustomerId customer(@Nullable Long id) {
        return id == null ? null : new CustomerId(id);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
