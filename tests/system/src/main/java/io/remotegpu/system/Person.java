package io.remotegpu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Someone with an account, an SSH key and a workspace, who does what the README says. */
public final class Person {
    public static final String PASSWORD = "Correct-Horse-7";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ApiClient api;
    private final Path key;
    private final long workspace;

    private Person(ApiClient api, Path key, long workspace) {
        this.api = api;
        this.key = key;
        this.workspace = workspace;
    }

    public static Person signUp(PlatformProcess platform, Path folder, String name) {
        ApiClient api = platform.anonymous().register(name, PASSWORD);
        Path key = folder.resolve(name + "_ed25519");
        Commands.succeed("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name + "@laptop", "-f", key.toString());
        String publicKey = Commands.succeed("cat", key + ".pub");
        api.post("/api/v1/users/me/ssh-keys", Map.of("name", "laptop", "public_key", publicKey))
                .expect(201);
        long workspace = api.post("/api/v1/workspaces", Map.of("name", name + "-lab", "type", "team"))
                .expect(201)
                .data()
                .path("id")
                .asLong();
        return new Person(api, key, workspace);
    }

    /** The same person after their access token was renewed. */
    public Person loggedInAgain(PlatformProcess platform, String name) {
        return new Person(platform.anonymous().login(name, PASSWORD), key, workspace);
    }

    public ApiClient api() {
        return api;
    }

    public Map<String, Object> environment(String name, int gpus) {
        return new HashMap<>(Map.of(
                "name",
                name,
                "workspace_id",
                workspace,
                "image",
                "remotegpu/env-base:latest",
                "cpu",
                1,
                "memory",
                1024,
                "gpu",
                gpus));
    }

    /** Its id. */
    public String create(Map<String, Object> environment) {
        ApiClient.Answer answer = api.post("/api/v1/environments", environment).expect(202);
        return answer.data().path("id").asString();
    }

    public void act(String environment, String action) {
        api.put("/api/v1/environments/" + environment + "/" + action, Map.of()).expect(202);
    }

    public JsonNode show(String environment) {
        return api.get("/api/v1/environments/" + environment).expect(200).data();
    }

    public JsonNode awaitStatus(String environment, String status) {
        await("%s is %s".formatted(environment, status))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(show(environment).path("status").asString())
                        .as("%s", show(environment))
                        .isEqualTo(status));
        return show(environment);
    }

    public void awaitGone(String environment) {
        await(environment + " is gone")
                .atMost(PATIENCE)
                .until(() -> api.get("/api/v1/environments/" + environment).status() == 404);
    }

    /** What the command prints inside the environment. */
    public String ssh(JsonNode environment, String command) {
        return Commands.succeed(sshCommand(environment, command));
    }

    public boolean canEnter(JsonNode environment) {
        return Commands.run(sshCommand(environment, "true")).exitCode() == 0;
    }

    public List<JsonNode> billingRecords(String environment) {
        List<JsonNode> records = new ArrayList<>();
        api.get("/api/v1/billing/records?environment_id=" + environment)
                .expect(200)
                .data()
                .path("items")
                .forEach(records::add);
        return records;
    }

    private String[] sshCommand(JsonNode environment, String command) {
        JsonNode ssh = environment.path("ssh");
        return new String[] {
            "ssh",
            "-i",
            key.toString(),
            "-p",
            ssh.path("port").asString(),
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "LogLevel=ERROR",
            "-o",
            "BatchMode=yes",
            "-o",
            "ConnectTimeout=5",
            ssh.path("user").asString() + "@" + ssh.path("host").asString(),
            command
        };
    }
}
