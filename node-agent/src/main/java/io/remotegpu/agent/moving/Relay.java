package io.remotegpu.agent.moving;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the two hosts of a move leave and take pieces, on the platform. Each method is one request, which may be repeated.
 *
 * @param address of the move, without a slash at its end
 */
record Relay(String address, String ticket) {
    static final String TICKET = "X-Move-Ticket";
    static final String ATTEMPT = "X-Move-Attempt";
    static final String TAKEN = "X-Move-Taken";
    static final String LAST = "X-Move-Last";
    private static final int PATIENCE = (int) Duration.ofSeconds(20).toMillis();
    private static final int TOO_MANY = 429;
    /** A sealed piece is a little larger than what is in it. */
    static final int LARGEST = 2 * 1024 * 1024;

    /** @param sealed its bytes as they were put */
    record Piece(boolean last, byte[] sealed) {}

    /** Begins anew, whatever was there before: from now on the other host is told so. The number of the attempt. */
    int begin() throws IOException {
        HttpURLConnection connection = ask("POST", "/attempts");
        try {
            answered(connection, "post");
            return number(connection, ATTEMPT);
        } finally {
            connection.disconnect();
        }
    }

    /** Whether there was room for it. */
    boolean put(int attempt, int number, boolean last, byte[] sealed) throws IOException {
        HttpURLConnection connection = ask("PUT", "/attempts/" + attempt + "/pieces/" + number + "?last=" + last);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(sealed.length);
        connection.setRequestProperty("Content-Type", "application/octet-stream");
        try (OutputStream body = connection.getOutputStream()) {
            body.write(sealed);
        }
        return answered(connection, "put") != TOO_MANY;
    }

    /** Empty if it is not there yet. Those before it are not needed any more, which the platform knows once it has answered. */
    Optional<Piece> get(int attempt, int number) throws IOException {
        HttpURLConnection connection = ask("GET", "/attempts/" + attempt + "/pieces/" + number);
        int status = answered(connection, "get");
        if (status == TOO_MANY) {
            throw new IOException("too many requests come from here: later");
        }
        if (status != HttpURLConnection.HTTP_OK) {
            return Optional.empty();
        }
        boolean last = Boolean.parseBoolean(connection.getHeaderField(LAST));
        try (InputStream body = connection.getInputStream()) {
            byte[] sealed = body.readNBytes(LARGEST + 1);
            if (sealed.length > LARGEST || sealed.length != connection.getContentLength()) {
                throw new IOException("the connection ended within piece " + number);
            }
            return Optional.of(new Piece(last, sealed));
        }
    }

    /** How many pieces the other host has taken and needs no more. */
    int taken(int attempt) throws IOException {
        HttpURLConnection connection = ask("GET", "/attempts/" + attempt);
        answered(connection, "look");
        return number(connection, TAKEN);
    }

    private HttpURLConnection ask(String method, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(PATIENCE);
        connection.setReadTimeout(PATIENCE);
        connection.setRequestProperty(TICKET, ticket);
        return connection;
    }

    private static int answered(HttpURLConnection connection, String what) throws IOException {
        int status = connection.getResponseCode();
        return switch (status) {
            case HttpURLConnection.HTTP_OK,
                    HttpURLConnection.HTTP_CREATED,
                    HttpURLConnection.HTTP_NO_CONTENT,
                    TOO_MANY -> status;
            case HttpURLConnection.HTTP_PRECON_FAILED -> throw new BegunAnew(number(connection, ATTEMPT));
            case HttpURLConnection.HTTP_BAD_REQUEST,
                    HttpURLConnection.HTTP_UNAUTHORIZED,
                    HttpURLConnection.HTTP_FORBIDDEN,
                    HttpURLConnection.HTTP_NOT_FOUND,
                    HttpURLConnection.HTTP_GONE ->
                throw new MoveEnded("the platform wants no more of this move (status " + status + ")");
            default -> throw new IOException(what + ": " + connection.getURL().getHost() + " answers with " + status);
        };
    }

    private static int number(HttpURLConnection connection, String header) throws IOException {
        int number = connection.getHeaderFieldInt(header, -1);
        if (number < 0) {
            throw new IOException("the answer has no " + header);
        }
        return number;
    }
}
