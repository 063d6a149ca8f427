package io.remotegpu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A GIS service of somebody, managed through the API and asked for maps through the gateway. */
public final class MapService {
    private static final String SERVICES = "/api/v1/user-services";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ApiClient owner;
    private final String gateway;
    private final long id;
    private final String path;

    private MapService(ApiClient owner, String gateway, long id, String instanceKey) {
        this.owner = owner;
        this.gateway = gateway;
        this.id = id;
        this.path = "/s/" + instanceKey;
    }

    /** An answer of the instance itself, or of the gateway in its place. */
    public record Answer(int status, String contentType, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** @param gateway its address, such as {@code http://127.0.0.1:8080} */
    public static MapService create(
            ApiClient owner, String gateway, String name, String type, Map<String, Object> configuration) {
        JsonNode made = owner.post(
                        SERVICES, Map.of("service_name", name, "service_type", type, "config_data", configuration))
                .expect(201)
                .data();
        return new MapService(
                owner,
                gateway,
                made.path("id").asLong(),
                made.path("instance_key").asString());
    }

    /** Id of a connection of the owner's to the database. */
    public static long connect(ApiClient owner, SpatialDatabase database) {
        return connect(owner, database, "towns", SpatialDatabase.PASSWORD);
    }

    /** The same under another name, with a password that may be wrong. */
    public static long connect(ApiClient owner, SpatialDatabase database, String name, String password) {
        return connect(owner, database.port(), name, password);
    }

    /** The same of a database that need not be there: a connection is not tried when it is made. */
    public static long connect(ApiClient owner, int port, String name, String password) {
        return owner.post(
                        SERVICES + "/connections",
                        Map.of(
                                "name",
                                name,
                                "host",
                                SpatialDatabase.HOST,
                                "port",
                                port,
                                "database",
                                "gis",
                                "username",
                                "gis",
                                "password",
                                password,
                                "ssl_mode",
                                "disable"))
                .expect(201)
                .data()
                .path("id")
                .asLong();
    }

    public long id() {
        return id;
    }

    /** Its public path, {@code /s/…}. */
    public String path() {
        return path;
    }

    public String workload() {
        return "gis-" + id;
    }

    public MapService act(String action) {
        owner.post(SERVICES + "/" + id + "/" + action, Map.of()).expect(202);
        return this;
    }

    public JsonNode show() {
        return owner.get(SERVICES + "/" + id).expect(200).data();
    }

    /** What was done to it, as JSON. */
    public String operations() {
        return owner.get(SERVICES + "/" + id + "/logs").expect(200).data().toString();
    }

    public void configure(Map<String, Object> configuration) {
        owner.put(SERVICES + "/" + id, Map.of("config_data", configuration)).expect(200);
    }

    public Uploads files() {
        return new Uploads(owner, id);
    }

    /** The secret of a new API key. */
    public String key(String scope) {
        return owner.post(SERVICES + "/" + id + "/api-keys", Map.of("name", scope, "scope", scope))
                .expect(201)
                .data()
                .path("key")
                .asString();
    }

    public JsonNode awaitStatus(String status) {
        await("%s is %s".formatted(workload(), status))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(show().path("service_status").asString())
                        .as("%s", show())
                        .isEqualTo(status));
        return show();
    }

    public void delete() {
        assertThat(owner.delete(SERVICES + "/" + id).status()).isIn(202, 204);
        await(workload() + " is gone")
                .atMost(PATIENCE)
                .until(() -> owner.get(SERVICES + "/" + id).status() == 404);
    }

    /** As its owner. */
    public Answer ask(String below) {
        return ask(below, owner.token());
    }

    /** @param token empty for nobody */
    public Answer ask(String below, String token) {
        HttpRequest.Builder request = request(below);
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    public Answer askWithKey(String below, String key) {
        return send(request(below).header("X-Api-Key", key));
    }

    /** The route reaches the gateway a moment after the status is shown. */
    public Answer awaitAnswer(String below, int status) {
        await("%s%s answers %d".formatted(path, below, status)).atMost(PATIENCE).untilAsserted(() -> {
            Answer answer = ask(below);
            assertThat(answer.status()).as("%s", answer.text()).isEqualTo(status);
        });
        return ask(below);
    }

    private HttpRequest.Builder request(String below) {
        return HttpRequest.newBuilder(URI.create(gateway + path + below)).timeout(Duration.ofSeconds(60));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    Unpacked.body(response));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
