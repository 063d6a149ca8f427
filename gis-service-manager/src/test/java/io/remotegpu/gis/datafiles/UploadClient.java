package io.remotegpu.gis.datafiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.workload.DataFiles;
import io.remotegpu.gis.Api;
import io.remotegpu.testing.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Uploads files for one service, and loads them as a host does. */
record UploadClient(Api api, long service) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    String files() {
        return "/user-services/" + service + "/files";
    }

    Api.Answer announce(String folder, String name, long size) {
        return api.post(files(), """
                {"folder":"%s","name":"%s","size_bytes":%d}""".formatted(folder, name, size));
    }

    /** Announces it and sends it whole; what has become of it once it was looked at. */
    JsonNode upload(String folder, String name, byte[] content) {
        Api.Answer announced = announce(folder, name, content.length);
        assertThat(announced.status()).as("%s", announced).isEqualTo(201);
        long file = announced.data().path("id").asLong();
        assertThat(append(file, 0, content).statusCode()).isEqualTo(204);
        return checked(file);
    }

    JsonNode checked(long file) {
        await().until(() -> !Set.of("uploading", "checking")
                .contains(show(file).path("state").asString()));
        return show(file);
    }

    JsonNode show(long file) {
        return api.get(files() + "/" + file).data();
    }

    HttpResponse<String> append(long file, long offset, byte[] bytes) {
        return send(request(files() + "/" + file)
                .header("Authorization", TestTokens.bearer(api.token()))
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Offset", Long.toString(offset))
                .method("PATCH", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
    }

    /** @param headers further ones, names and values in turn */
    HttpResponse<byte[]> download(String sha256, String ticket, String... headers) {
        HttpRequest.Builder request =
                request("/user-services/downloads/" + sha256).header(DataFiles.TICKET, ticket);
        if (headers.length > 0) {
            request.headers(Arrays.copyOf(headers, headers.length));
        }
        return exchange(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/api/v1" + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return exchange(request.build(), BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request, body);
        } catch (IOException failure) {
            throw new IllegalStateException(request + " failed", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
