package io.remotegpu.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** An instance that answers the first request of each connection, keeps that open, and closes it when the next one comes. */
final class RestingConnections implements AutoCloseable {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\na tile".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final AtomicInteger heard = new AtomicInteger();

    RestingConnections() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Requests, answered or not. */
    int heard() {
        return heard.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader requests =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            readHead(requests);
            connection.getOutputStream().write(ANSWER);
            readHead(requests);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void readHead(BufferedReader requests) throws IOException {
        String line = requests.readLine();
        if (line != null) {
            heard.incrementAndGet();
        }
        while (line != null && !line.isEmpty()) {
            line = requests.readLine();
        }
    }
}
