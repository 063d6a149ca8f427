package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.testing.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;

/** What administrators do, over HTTP. */
public record AdminApi(String origin) {
    public static AdminApi of(ConfigurableApplicationContext scheduler) {
        return new AdminApi("http://127.0.0.1:" + scheduler.getEnvironment().getProperty("local.server.port"));
    }

    HttpResponse<String> hostStatus(HostId host, String body) {
        return send("/hosts/" + host + "/status", "PUT", body);
    }

    public HttpResponse<String> get(String path) {
        return send(path, "GET", "");
    }

    /** Until the answer contains this part. */
    void await(String path, String part) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get(path).body().contains(part));
    }

    HttpResponse<String> post(String path) {
        return send(path, "POST", "");
    }

    /** Where an environment is, or why it waits. */
    public String placement(WorkloadId env) {
        return exchange("/api/v1/environments/" + env + "/placement", "GET", "").body();
    }

    /** The same as somebody who is no administrator sees it. */
    public HttpResponse<String> placement(WorkloadId env, CustomerId viewer) {
        return exchange("/api/v1/environments/" + env + "/placement", "GET", "", TestTokens.of(viewer.value()));
    }

    /** What every user is told of GPUs. */
    public String availableGpus() {
        return exchange("/api/v1/gpus/available", "GET", "").body();
    }

    public HttpResponse<String> send(String path, String method, String body) {
        return exchange("/api/v1/admin" + path, method, body);
    }

    private HttpResponse<String> exchange(String path, String method, String body) {
        return exchange(path, method, body, TestTokens.admin(1));
    }

    private HttpResponse<String> exchange(String path, String method, String body, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + path))
                .header("Authorization", TestTokens.bearer(token))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
