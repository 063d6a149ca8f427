package io.remotegpu.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A registry with one image of one layer, the second half of which it keeps back until it is let go. */
final class SlowRegistry implements AutoCloseable {
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final int LAYER_BYTES = 8 << 20;

    private final HttpServer server;
    private final CountDownLatch half = new CountDownLatch(1);
    private final byte[] layer;
    private final byte[] manifest;
    private final Map<String, byte[]> blobs;

    SlowRegistry() throws IOException {
        byte[] tar = tar();
        layer = gzip(tar);
        byte[] config = """
                {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]}}
                """.formatted(digest(tar)).getBytes(UTF_8);
        manifest = """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},
                 "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}
                """.formatted(MANIFEST, config.length, digest(config), layer.length, digest(layer))
                .getBytes(UTF_8);
        blobs = Map.of(digest(config), config, digest(layer), layer);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v2/", this::answer);
        server.start();
    }

    String image() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/lab/ahead:1";
    }

    String missing() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/lab/missing:1";
    }

    /** From now on it gives all. */
    void letGo() {
        half.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String last = path.substring(path.lastIndexOf('/') + 1);
            if (path.equals("/v2/")) {
                send(exchange, 200, "application/json", "{}".getBytes(UTF_8));
            } else if (path.startsWith("/v2/lab/ahead/manifests/")) {
                exchange.getResponseHeaders().add("Docker-Content-Digest", digest(manifest));
                send(exchange, 200, MANIFEST, manifest);
            } else if (blobs.containsKey(last)) {
                send(exchange, 200, "application/octet-stream", blobs.get(last));
            } else {
                String unknown = "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\"}]}";
                send(exchange, 404, "application/json", unknown.getBytes(UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException, InterruptedException {
        exchange.getResponseHeaders().add("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        OutputStream out = exchange.getResponseBody();
        int first = body.length / 2;
        out.write(body, 0, first);
        out.flush();
        if (body == layer) {
            half.await();
        }
        out.write(body, first, body.length - first);
    }

    /** What nothing makes smaller. */
    private static byte[] tar() throws IOException {
        byte[] content = new byte[LAYER_BYTES];
        new Random(7).nextBytes(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("data");
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
    }
}
