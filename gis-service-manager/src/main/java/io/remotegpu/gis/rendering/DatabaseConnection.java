package io.remotegpu.gis.rendering;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A database that an instance may read, with its secret.
 *
 * @param sslMode as libpq calls it: disable, prefer, require, verify-ca or verify-full
 */
public record DatabaseConnection(
        long id, String host, int port, String database, String username, String password, String sslMode) {
    /**
     * For everything that speaks libpq's URIs. Whatever a name or password has in it arrives as it is: all but letters, digits and {@code -._~} is
     * percent-encoded, so it can end no quotes and expand no variable where it is written.
     */
    public String uri() {
        String shownHost = host.contains(":") ? "[" + host + "]" : host;
        return "postgresql://" + encoded(username) + ":" + encoded(password) + "@" + shownHost + ":" + port + "/"
                + encoded(database) + "?sslmode=" + sslMode;
    }

    /** The same with something in the place of the password, for people to look at. */
    public DatabaseConnection masked(String mask) {
        return new DatabaseConnection(id, host, port, database, username, mask, sslMode);
    }

    @Override
    public String toString() {
        return "connection " + id + " to " + host;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
