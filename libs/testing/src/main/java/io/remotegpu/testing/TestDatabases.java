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
        execute("create database " + name);
        return Server.INSTANCE.getJdbcUrl(USER, name);
    }

    /**
     * Creates an empty database with an owner, who may replicate, and a plain role that the service connects as: what a deployment gives a
     * service that row-level security binds. Each role's password is its name.
     *
     * @return its JDBC URL, which names no user
     */
    public static String create(String owner, String application) {
        String name = "it_" + COUNT.incrementAndGet();
        createRole(owner, "replication");
        createRole(application, "");
        execute("create database %s owner %s".formatted(name, owner));
        return "jdbc:postgresql://127.0.0.1:" + Server.INSTANCE.getPort() + "/" + name;
    }

    /** Roles belong to the whole server, so an earlier test may have made it. */
    private static synchronized void createRole(String name, String power) {
        execute("""
                do $$ begin
                    if not exists (select from pg_roles where rolname = '%1$s') then
                        create role %1$s login %2$s password '%1$s';
                    end if;
                end $$
                """.formatted(name, power));
    }

    private static void execute(String sql) {
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("the test database server refused: " + sql, failure);
        }
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
