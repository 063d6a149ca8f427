package io.remotegpu.workspace.images.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A hand-written stand-in for Harbor, NOT Harbor itself: the two lists of its REST API 2.0 that are read here, with the paging, the double
 * escaping of repository names and the shape of answers that its published API description has.
 */
public final class HarborContract implements AutoCloseable {
    private static final String BASE = "/api/v2.0/projects/";

    private final HttpServer server;
    private final Map<String, List<String>> artifacts = new LinkedHashMap<>();
    private final List<String> paths = new ArrayList<>();

    public HarborContract() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param repository with its project, as Harbor names it: {@code lab/vision/train} */
    public void artifact(String repository, String digest, long size, String type, String... tags) {
        String tagList = List.of(tags).stream()
                .map(tag -> "{\"id\":1,\"name\":\"" + tag + "\",\"immutable\":false}")
                .collect(Collectors.joining(","));
        artifacts.computeIfAbsent(repository, name -> new ArrayList<>()).add("""
                {"id":1,"type":"%s","digest":"%s","size":%d,"media_type":"x","tags":%s}""".formatted(
                        type, digest, size, tags.length == 0 ? "null" : "[" + tagList + "]"));
    }

    public void forget(String repository) {
        artifacts.remove(repository);
    }

    List<String> paths() {
        return List.copyOf(paths);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            paths.add(path);
            String login =
                    "Basic " + Base64.getEncoder().encodeToString("robot$sync:s3cret".getBytes(StandardCharsets.UTF_8));
            if (!login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"harbor\"");
                write(exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"unauthorized\"}]}");
            } else {
                write(exchange, path);
            }
        }
    }

    private void write(HttpExchange exchange, String path) throws IOException {
        String rest = path.startsWith(BASE) ? path.substring(BASE.length()) : "";
        String project = rest.split("/", 2)[0];
        List<String> elements = null;
        if (rest.equals(project + "/repositories")) {
            elements = artifacts.keySet().stream()
                    .filter(name -> name.startsWith(project + "/"))
                    .map(name -> "{\"id\":1,\"name\":\"" + name + "\",\"artifact_count\":1}")
                    .toList();
        } else if (rest.endsWith("/artifacts")) {
            String own = rest.substring((project + "/repositories/").length(), rest.length() - "/artifacts".length());
            elements = artifacts.get(project + "/" + own.replace("%252F", "/"));
        }
        if (elements == null) {
            write(exchange, 404, "{\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"not found\"}]}");
        } else {
            write(exchange, 200, page(elements, exchange.getRequestURI().getQuery()));
        }
    }

    private static String page(List<String> elements, String query) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=");
            if (parts[1].matches("\\d+")) {
                numbers.put(parts[0], Integer.valueOf(parts[1]));
            }
        }
        int size = numbers.get("page_size");
        return elements.stream()
                .skip((numbers.get("page") - 1L) * size)
                .limit(size)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
