package io.remotegpu.gis.connections;

import io.remotegpu.web.Tagged;
import java.time.Instant;
import java.util.Objects;

/** A database that its owner's services may read, without its password, which nobody is ever shown. */
record Connection(
        long id,
        String name,
        String host,
        int port,
        String database,
        String username,
        String sslMode,
        Instant createdAt,
        Instant updatedAt)
        implements Tagged {

    Connection with(ConnectionChanges changes, Instant now) {
        return new Connection(
                id,
                Objects.requireNonNullElse(changes.name(), name).strip(),
                Objects.requireNonNullElse(changes.host(), host),
                Objects.requireNonNullElse(changes.port(), port),
                Objects.requireNonNullElse(changes.database(), database),
                Objects.requireNonNullElse(changes.username(), username),
                Objects.requireNonNullElse(changes.sslMode(), sslMode),
                createdAt,
                now);
    }
}
