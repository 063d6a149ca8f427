package io.remotegpu.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A real PostgreSQL with a database and a role per service, durable as in production. */
final class EmbeddedPostgresServer implements AutoCloseable {
    static final List<String> DATABASES = List.of("identity", "workspace", "scheduler", "billing", "gis");

    /** What workspace-service connects as: a plain role beside the one that owns its tables. */
    static final String WORKSPACE_APPLICATION = "workspace_app";

    private final EmbeddedPostgres server;

    private EmbeddedPostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static EmbeddedPostgresServer start(StateFolder folder, int port) throws IOException, SQLException {
        Path data = folder.of("postgres");
        EmbeddedPostgresServer postgres =
                new EmbeddedPostgresServer(server(folder, data, port).start());
        postgres.createDatabases();
        return postgres;
    }

    // The library's own defaults switch durability off, for tests, and its shutdown hook would take the database away
    // first.
    private static EmbeddedPostgres.Builder server(StateFolder folder, Path data, int port) {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(folder.of("postgres-program").toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_replication_slots", "16")
                .setServerConfig("max_wal_senders", "16")
                .setServerConfig("max_slot_wal_keep_size", "1GB")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("max_wal_size", "256MB");
    }

    private void createDatabases() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            createRole(connection, WORKSPACE_APPLICATION, "");
            for (String name : DATABASES) {
                if (!exists(connection, name)) {
                    create(connection, name);
                }
            }
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    // A logical slot reads its database's log, hence replication; identifiers come from the constant list above.
    private static void create(Connection connection, String name) throws SQLException {
        createRole(connection, name, "replication");
        try (Statement statement = connection.createStatement()) {
            statement.execute("create database %1$s owner %1$s".formatted(name));
        }
    }

    private static void createRole(Connection connection, String name, String power) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "do $$ begin if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s login %2$s password '%1$s'; end if; end $$"
                            .formatted(name, power));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
