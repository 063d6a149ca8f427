package io.remotegpu.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A service behind the gateway: says its name in {@code X-Backend} and remembers the last headers it got. */
final class Backend {
    private final String name;
    private final HttpServer server;
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<String>> streams = new ConcurrentHashMap<>();
    private final Set<String> abandoned = ConcurrentHashMap.newKeySet();
    private volatile Headers lastHeaders = new Headers();

    private Backend(String name, HttpServer server) {
        this.name = name;
        this.server = server;
    }

    static Backend start(String name) {
        try {
            Backend backend = new Backend(name, HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
            backend.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            backend.server.createContext("/", backend::answer);
            backend.server.start();
            return backend;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Backend with(String path, String body) {
        bodies.put(path, body);
        return this;
    }

    /** From now on the path is answered by what is put into the queue, each as it comes, until a client is gone or an empty text comes. */
    BlockingQueue<String> streams(String path) {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        streams.put(path, events);
        return events;
    }

    /** Whether somebody who read the stream has gone away. */
    boolean lostReader(String path) {
        return abandoned.contains(path);
    }

    /** From now on the path is answered with this status. */
    void answers(String path, int status) {
        statuses.put(path, status);
    }

    /** How often the path was asked for. */
    int requests(String path) {
        return requests.getOrDefault(path, 0);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Headers lastHeaders() {
        return lastHeaders;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith("/actuator") && !path.startsWith("/.well-known")) {
            lastHeaders = exchange.getRequestHeaders();
        }
        requests.merge(path, 1, Integer::sum);
        if (streams.containsKey(path)) {
            stream(exchange, path);
            return;
        }
        byte[] body = bodies.getOrDefault(path, "{\"path\":\"" + path + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Backend", name);
        exchange.getResponseHeaders().add("X-Request-Id", "the-backends-own");
        exchange.getResponseHeaders().add("X-Powered-By", "something");
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(statuses.getOrDefault(path, 200), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void stream(HttpExchange exchange, String path) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            for (String event = streams.get(path).take();
                    !event.isEmpty();
                    event = streams.get(path).take()) {
                body.write(event.getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        } catch (IOException gone) {
            abandoned.add(path);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }
}
