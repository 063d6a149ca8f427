package io.remotegpu.gis.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A contract stub, no GeoServer: the REST calls that the platform makes, answered as GeoServer's documentation says. 201 for what is made, 200 for what
 * is changed or there, 404 for what is not, 401 for anybody but the administrator.
 */
final class StubGeoServer implements AutoCloseable {
    private final HttpServer server;
    private final String password;
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile int failures;

    StubGeoServer(String password) throws IOException {
        this.password = password;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Changes alone, as {@code POST /rest/workspaces}, without the instance's own path. */
    List<String> heard() {
        return heard;
    }

    /** The next requests are answered 503. */
    void failNext(int requests) {
        failures = requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/s/[a-z2-7]{16}/geoserver", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        exchange.sendResponseHeaders(status(exchange, path, body), -1);
        exchange.close();
    }

    private int status(HttpExchange exchange, String path, String body) {
        String expected = "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8));
        if (failures > 0) {
            failures--;
            return 503;
        }
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return 401;
        }
        return switch (exchange.getRequestMethod()) {
            case "GET" -> made.contains(path) ? 200 : 404;
            case "POST" -> {
                heard.add("POST " + path);
                String name = body.replaceFirst("(?s).*?\"name\":\"([^\"]+)\".*", "$1");
                made.add(path + "/" + name + ".json");
                yield 201;
            }
            case "PUT" -> {
                heard.add("PUT " + path);
                yield 200;
            }
            default -> 405;
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
