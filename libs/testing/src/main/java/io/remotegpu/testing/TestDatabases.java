package io.remotegpu.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;

/** One PostgreSQL server per test JVM; every test context gets an empty database of its own on it. */
public final class TestDatabases {
    /** Superuser of the server, without a password. */
    public static final String USER = "postgres";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabases() {}

    /** Creates an empty database and returns its JDBC URL. */
    public static String create() {
        String name = "it_" + COUNT.incrementAndGet();
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException("cannot create the test database " + name, failure);
        }
        return Server.INSTANCE.getJdbcUrl(USER, name);
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot stop the embedded PostgreSQL", failure);
        }
    }

    /** Started by the first test that needs it, stopped when the JVM ends. */
    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .setServerConfig("wal_level", "logical")
                        .setServerConfig("max_replication_slots", "64")
                        .setServerConfig("max_wal_senders", "64")
                        .setServerConfig("max_connections", "300")
                        // Off, the log would be flushed only every 200 ms and every event would be that late.
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("timezone", "UTC")
                        .start();
                // After the contexts, whose relays read from it until they are closed.
                SpringApplication.getShutdownHandlers().add(() -> close(server));
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot start the embedded PostgreSQL", failure);
            }
        }
    }
}
