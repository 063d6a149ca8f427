package io.remotegpu.identity.notifications.stream;

import io.remotegpu.identity.notifications.Notifications;
import io.remotegpu.web.stream.EventStreams;
import io.remotegpu.web.stream.StreamKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Listens to the database, outside the pool, for whom there is news, and wakes the streams that this replica serves. What is said while the
 * connection is away is found by the streams' own look at each heartbeat.
 */
@Component
class NotificationSignals implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(NotificationSignals.class);
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int PAUSE_MILLIS = 2_000;

    private final JdbcConnectionDetails database;
    private final EventStreams streams;
    private @Nullable Thread listening;
    private volatile @Nullable Connection connection;

    NotificationSignals(JdbcConnectionDetails database, EventStreams streams) {
        this.database = database;
        this.streams = streams;
    }

    static StreamKey key(String customer) {
        return new StreamKey(Notifications.SIGNAL, customer);
    }

    @Override
    public synchronized void start() {
        if (listening == null) {
            listening = Thread.ofVirtual().name("notification-signals").start(this::listen);
        }
    }

    @Override
    public synchronized void stop() {
        Thread thread = listening;
        listening = null;
        if (thread != null) {
            thread.interrupt();
            hangUp();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return listening != null;
    }

    private void listen() {
        while (isListening()) {
            try (Connection opened = connect();
                    Statement statement = opened.createStatement()) {
                connection = opened;
                statement.execute("listen " + Notifications.SIGNAL);
                streams.wakeAll(Notifications.SIGNAL);
                while (isListening()) {
                    hear(opened.unwrap(PGConnection.class).getNotifications(PATIENCE_MILLIS));
                }
            } catch (SQLException away) {
                if (isListening()) {
                    log.warn(
                            "cannot listen for notifications, streams look by themselves meanwhile: {}",
                            away.getMessage());
                    pause();
                }
            }
        }
    }

    private synchronized boolean isListening() {
        return Thread.currentThread().equals(listening);
    }

    private void hear(PGNotification @Nullable [] signals) {
        if (signals != null) {
            for (PGNotification signal : signals) {
                streams.wake(key(signal.getParameter()));
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", Objects.requireNonNullElse(database.getUsername(), ""));
        properties.setProperty("password", Objects.requireNonNullElse(database.getPassword(), ""));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "remotegpu-notifications");
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }

    private void hangUp() {
        Connection open = connection;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException gone) {
                log.debug("the connection was closed already", gone);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
