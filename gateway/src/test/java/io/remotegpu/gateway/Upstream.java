package io.remotegpu.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A user's instance: answers what it is told to and remembers what it was asked last. */
final class Upstream implements AutoCloseable {
    private final HttpServer server;
    private final Headers answerHeaders = new Headers();
    private volatile @Nullable Headers askedHeaders;
    private volatile String askedFor = "";
    private volatile String askedBody = "";
    private volatile int status = 200;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private Upstream(HttpServer server) {
        this.server = server;
    }

    static Upstream start() throws IOException {
        Upstream upstream = new Upstream(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        upstream.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        upstream.server.createContext("/", upstream::answer);
        upstream.server.start();
        return upstream;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on it answers only once this is opened. */
    CountDownLatch shut() {
        gate = new CountDownLatch(1);
        return gate;
    }

    Upstream answering(int newStatus, String name, String value) {
        status = newStatus;
        answerHeaders.add(name, value);
        return this;
    }

    /** Path and query as they came. */
    String askedFor() {
        return askedFor;
    }

    String askedBody() {
        return askedBody;
    }

    Headers askedHeaders() {
        Headers headers = askedHeaders;
        if (headers == null) {
            throw new AssertionError("the instance was asked nothing");
        }
        return headers;
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        askedFor = exchange.getRequestURI().toString();
        askedHeaders = exchange.getRequestHeaders();
        askedBody = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        awaitGate();
        exchange.getResponseHeaders().add("Content-Type", "image/png");
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic");
        exchange.getResponseHeaders().putAll(answerHeaders);
        byte[] body = "a tile".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
