package io.remotegpu.workspace.images.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** Pushes the smallest images there are, as {@code docker push} would. */
final class Pusher {
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI registry;
    private final UnaryOperator<String> authorization;

    /** @param authorization the header for a repository, empty for none */
    Pusher(URI registry, UnaryOperator<String> authorization) {
        this.registry = registry;
        this.authorization = authorization;
    }

    /** Answers the manifest's digest. */
    String push(String repository, String tag, String content) throws IOException, InterruptedException {
        byte[] config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                .getBytes(StandardCharsets.UTF_8);
        byte[] layer = content.getBytes(StandardCharsets.UTF_8);
        upload(repository, config);
        upload(repository, layer);
        byte[] manifest = """
                {"schemaVersion":2,"mediaType":"%s",
                "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},
                "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}""".formatted(MANIFEST, config.length, digest(config), layer.length, digest(layer))
                .getBytes(StandardCharsets.UTF_8);
        send(
                repository,
                HttpRequest.newBuilder(registry.resolve("/v2/" + repository + "/manifests/" + tag))
                        .header("Content-Type", MANIFEST)
                        .PUT(BodyPublishers.ofByteArray(manifest)),
                201);
        return digest(manifest);
    }

    void delete(String repository, String digest) throws IOException, InterruptedException {
        send(
                repository,
                HttpRequest.newBuilder(registry.resolve("/v2/" + repository + "/manifests/" + digest))
                        .DELETE(),
                202);
    }

    private void upload(String repository, byte[] blob) throws IOException, InterruptedException {
        HttpResponse<String> begun = send(
                repository,
                HttpRequest.newBuilder(registry.resolve("/v2/" + repository + "/blobs/uploads/"))
                        .POST(BodyPublishers.noBody()),
                202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        String query = (location.contains("?") ? "&" : "?") + "digest=" + digest(blob);
        send(
                repository,
                HttpRequest.newBuilder(registry.resolve(location + query))
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofByteArray(blob)),
                201);
    }

    private HttpResponse<String> send(String repository, HttpRequest.Builder request, int expected)
            throws IOException, InterruptedException {
        String header = authorization.apply(repository);
        if (!header.isEmpty()) {
            request.header("Authorization", header);
        }
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IllegalStateException(response + " " + response.body());
        }
        return response;
    }

    static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
