package io.remotegpu.gis.connections;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.gis.rendering.DatabaseConnection;
import io.remotegpu.gis.secrets.SealedRows;
import io.remotegpu.gis.secrets.SecretBox;
import io.remotegpu.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ConnectionRepository implements SealedRows {
    private final JdbcClient jdbc;
    private final SecretBox secrets;

    ConnectionRepository(JdbcClient jdbc, SecretBox secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    long insert(CustomerId owner, Connection connection, String password) {
        return jdbc.sql("""
                        insert into database_connections
                            (user_id, name, host, port, database_name, username, ssl_mode, secret, created_at, updated_at)
                        values (:owner, :name, :host, :port, :database, :username, :ssl_mode, cast(:secret as jsonb), :now, :now)
                        returning id
                        """)
                .param("owner", owner.value())
                .params(fields(connection))
                .param("secret", secrets.seal(password, context(owner.value())))
                .query(Long.class)
                .single();
    }

    void update(Connection connection) {
        jdbc.sql("""
                        update database_connections set name = :name, host = :host, port = :port, database_name = :database,
                            username = :username, ssl_mode = :ssl_mode, updated_at = :now
                        where id = :id
                        """).param("id", connection.id()).params(fields(connection)).update();
    }

    void changePassword(CustomerId owner, long id, String password) {
        jdbc.sql("update database_connections set secret = cast(:secret as jsonb) where id = :id")
                .param("id", id)
                .param("secret", secrets.seal(password, context(owner.value())))
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from database_connections where id = :id")
                .param("id", id)
                .update();
    }

    Optional<Connection> find(CustomerId owner, long id) {
        return jdbc.sql("select * from database_connections where id = :id and user_id = :owner")
                .param("id", id)
                .param("owner", owner.value())
                .query(ConnectionRepository::connection)
                .optional();
    }

    /** The same; nobody else changes it until the transaction ends. */
    Optional<Connection> lock(CustomerId owner, long id) {
        return jdbc.sql("select * from database_connections where id = :id and user_id = :owner for update")
                .param("id", id)
                .param("owner", owner.value())
                .query(ConnectionRepository::connection)
                .optional();
    }

    List<Connection> page(CustomerId owner, PageQuery query) {
        return jdbc.sql("select * from database_connections where user_id = :owner order by " + query.orderBy()
                        + " limit :limit offset :offset")
                .param("owner", owner.value())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(ConnectionRepository::connection)
                .list();
    }

    Optional<Long> numberOf(CustomerId owner, String name) {
        return jdbc.sql("select id from database_connections where user_id = :owner and name = :name")
                .param("owner", owner.value())
                .param("name", name)
                .query(Long.class)
                .optional();
    }

    long count(CustomerId owner) {
        return jdbc.sql("select count(*) from database_connections where user_id = :owner")
                .param("owner", owner.value())
                .query(Long.class)
                .single();
    }

    /** With their passwords, those that are the owner's. */
    List<DatabaseConnection> open(CustomerId owner, Collection<Long> ids) {
        return jdbc.sql("select * from database_connections where user_id = :owner and id in (:ids)")
                .param("owner", owner.value())
                .param("ids", ids)
                .query(this::opened)
                .list();
    }

    /** Names of the services whose present configuration names it. */
    List<String> users(long id) {
        return jdbc.sql("""
                        select service_name from user_service_configs join service_connections on service_id = id
                        where connection_id = :id and deleted_at is null order by service_name limit 20
                        """).param("id", id).query(String.class).list();
    }

    @Override
    public int renew(int limit) {
        record Row(long id, long owner, String secret) {}
        List<Row> rows = jdbc.sql("""
                        select id, user_id, secret::text from database_connections where secret ->> 'key' <> :key
                        order by id limit :limit for update skip locked
                        """)
                .param("key", secrets.currentKey())
                .param("limit", limit)
                .query((row, number) -> new Row(row.getLong(1), row.getLong(2), row.getString(3)))
                .list();
        rows.forEach(row -> jdbc.sql("update database_connections set secret = cast(:secret as jsonb) where id = :id")
                .param("id", row.id())
                .param("secret", secrets.renew(row.secret(), context(row.owner())))
                .update());
        return rows.size();
    }

    @Override
    public long outdated() {
        return jdbc.sql("select count(*) from database_connections where secret ->> 'key' <> :key")
                .param("key", secrets.currentKey())
                .query(Long.class)
                .single();
    }

    private static String context(long owner) {
        return "database connection of " + owner;
    }

    private static Map<String, Object> fields(Connection connection) {
        return Map.of(
                "name", connection.name(),
                "host", connection.host(),
                "port", connection.port(),
                "database", connection.database(),
                "username", connection.username(),
                "ssl_mode", connection.sslMode(),
                "now", connection.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private static Connection connection(ResultSet row, int number) throws SQLException {
        return new Connection(
                row.getLong("id"),
                row.getString("name"),
                row.getString("host"),
                row.getInt("port"),
                row.getString("database_name"),
                row.getString("username"),
                row.getString("ssl_mode"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private DatabaseConnection opened(ResultSet row, int number) throws SQLException {
        return new DatabaseConnection(
                row.getLong("id"),
                row.getString("host"),
                row.getInt("port"),
                row.getString("database_name"),
                row.getString("username"),
                secrets.open(row.getString("secret"), context(row.getLong("user_id"))),
                row.getString("ssl_mode"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
