package io.remotegpu.messaging.relay;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.jspecify.annotations.Nullable;

/** Keeps the relay's position in the database whose log it reads, so that both are restored together. The engine makes it by name. */
public final class PostgresOffsetStore extends MemoryOffsetBackingStore {
    static final String URL = "offset.storage.postgres.url";
    static final String USER = "offset.storage.postgres.user";
    static final String PASSWORD = "offset.storage.postgres.password";

    private @Nullable Database database;

    @Override
    public void configure(WorkerConfig config) {
        super.configure(config);
        Map<String, String> settings = config.originalsStrings();
        database = Database.of(required(settings, URL), settings.get(USER), settings.get(PASSWORD));
    }

    @Override
    public void start() {
        super.start();
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select offset_key, offset_value from relay_offsets")) {
            Map<ByteBuffer, @Nullable ByteBuffer> stored = new HashMap<>();
            while (rows.next()) {
                stored.put(ByteBuffer.wrap(rows.getBytes(1)), wrap(rows.getBytes(2)));
            }
            data = stored;
        } catch (SQLException failure) {
            throw new ConnectException("cannot read the relay's position from relay_offsets", failure);
        }
    }

    @Override
    protected void save() {
        try (Connection connection = database().connect();
                PreparedStatement upsert = connection.prepareStatement("""
                        insert into relay_offsets (offset_key, offset_value) values (?, ?)
                        on conflict (offset_key) do update set offset_value = excluded.offset_value
                        """)) {
            for (Map.Entry<ByteBuffer, @Nullable ByteBuffer> entry : data.entrySet()) {
                upsert.setBytes(1, bytes(entry.getKey()));
                upsert.setBytes(2, bytes(entry.getValue()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        } catch (SQLException failure) {
            throw new ConnectException("cannot store the relay's position in relay_offsets", failure);
        }
    }

    /** Nobody asks an embedded engine for it. */
    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }

    private Database database() {
        if (database == null) {
            throw new IllegalStateException("the offset store was not configured");
        }
        return database;
    }

    private static String required(Map<String, String> settings, String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new ConnectException(name + " is missing");
        }
        return value;
    }

    private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
