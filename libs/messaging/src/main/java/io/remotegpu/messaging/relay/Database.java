package io.remotegpu.messaging.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** The service's database, reached outside its connection pool: a relay's connections live as long as the relay. */
record Database(String url, String user, String password) {
    static Database of(String url, @Nullable String user, @Nullable String password) {
        return new Database(url, Objects.requireNonNullElse(user, ""), Objects.requireNonNullElse(password, ""));
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "remotegpu-relay");
        return DriverManager.getConnection(url, properties);
    }

    String host() {
        return part("PGHOST");
    }

    String port() {
        return part("PGPORT");
    }

    String name() {
        return part("PGDBNAME");
    }

    private String part(String key) {
        Properties parts = Driver.parseURL(url, null);
        String value = parts == null ? null : parts.getProperty(key);
        if (value == null) {
            throw new IllegalStateException(
                    "The outbox relay needs spring.datasource.url=jdbc:postgresql://host:port/database, not " + url);
        }
        return value;
    }
}
