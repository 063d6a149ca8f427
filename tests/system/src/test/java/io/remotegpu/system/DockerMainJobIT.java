package io.remotegpu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** On a real container engine, with what goes wrong there. */
class DockerMainJobIT extends MainJob {
    private static final String NOTEBOOKS = "remotegpu/jupyter:latest";
    private static PlatformProcess platform;

    @BeforeAll
    static void startPlatform() {
        DockerRequirement.check();
        platform =
                PlatformProcess.start(folder.resolve("docker"), 18_080, "--runtime", "docker", "--simulate-gpus", "2");
    }

    @AfterAll
    static void stopPlatform() {
        if (platform != null) {
            platform.close();
        }
    }

    @Override
    PlatformProcess platform() {
        return platform;
    }

    @Override
    void assertNothingRuns(String environment) {
        assertThat(ContainerEngine.containersOf(environment)).isEmpty();
    }

    @Test
    void aPersonInsideIsAnOrdinaryUserWithinTheLimitsAskedFor() {
        Person ivan = Person.signUp(platform, folder, "ivan");
        String id = ivan.create(ivan.environment("contained", 0));
        JsonNode running = ivan.awaitStatus(id, "running");
        String container = ContainerEngine.containersOf(id).getFirst();

        assertThat(ivan.ssh(running, "whoami; command -v sudo || echo no sudo")).isEqualTo("dev\nno sudo");
        assertThat(ivan.ssh(running, "grep CapEff /proc/self/status")).endsWith("0000000000000000");
        assertThat(ContainerEngine.inspect(
                        container, "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.Privileged}}"))
                .isEqualTo("1073741824 1000000000 false");
        deleteAll(ivan, List.of(id));
    }

    @Test
    void anUnknownImageEndsInErrorWithTheEnginesWordsAndNothingHeld() {
        Person bob = Person.signUp(platform, folder, "bob");
        Map<String, Object> wanted = bob.environment("typo", 1);
        wanted.put("image", "remotegpu/no-such-image:1");

        String id = bob.create(wanted);
        JsonNode failed = bob.awaitStatus(id, "error");

        assertThat(failed.path("status_reason").asString()).contains("no-such-image");
        assertNothingRuns(id);
        assertThat(freeGpus()).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitWaitsWithAReasonAndStartsByItselfWhenAGpuIsFree() {
        Person carl = Person.signUp(platform, folder, "carl");
        String first = carl.create(carl.environment("first", 2));
        carl.awaitStatus(first, "running");
        String second = carl.create(carl.environment("second", 1));
        JsonNode queued = carl.awaitStatus(second, "queued");
        assertThat(queued.path("status_reason").asString()).isNotBlank();

        carl.act(first, "stop");
        carl.awaitStatus(second, "running");

        deleteAll(carl, List.of(first, second));
    }

    @Test
    void anAgentKilledAndStartedAgainLeavesTheContainerUntouchedAndTheBillWhole() {
        Person dora = Person.signUp(platform, folder, "dora");
        String id = dora.create(dora.environment("longrun", 1));
        JsonNode before = dora.awaitStatus(id, "running");
        String container = ContainerEngine.containersOf(id).getFirst();
        String startedAt = ContainerEngine.inspect(container, "{{.State.StartedAt}}");

        platform.killAgent();

        JsonNode after = dora.awaitStatus(id, "running");
        assertThat(ContainerEngine.containersOf(id)).containsExactly(container);
        assertThat(ContainerEngine.inspect(container, "{{.State.StartedAt}}")).isEqualTo(startedAt);
        assertThat(dora.ssh(after, "echo alive")).isEqualTo("alive");
        assertThat(after.path("started_at")).isEqualTo(before.path("started_at"));
        assertThat(dora.billingRecords(id)).hasSize(1);
        deleteAll(dora, List.of(id));
    }

    @Test
    void environmentsOutliveTheWholePlatform() {
        Person finn = Person.signUp(platform, folder, "finn");
        String id = finn.create(finn.environment("outlives", 1));
        JsonNode before = finn.awaitStatus(id, "running");
        String container = ContainerEngine.containersOf(id).getFirst();

        platform.stop();
        assertThat(finn.ssh(before, "echo alive")).isEqualTo("alive");
        platform.startAgain();

        Person again = finn.loggedInAgain(platform, "finn");
        again.awaitStatus(id, "running");
        assertThat(ContainerEngine.containersOf(id)).containsExactly(container);
        deleteAll(again, List.of(id));
        assertThat(ContainerEngine.volumesOf(id)).isEmpty();
    }

    @Test
    void aPlatformKilledInTheMiddleOfStartingEndsWithOneContainerAndNoGpuTooMany() {
        Person gwen = Person.signUp(platform, folder, "gwen");
        String id = gwen.create(gwen.environment("interrupted", 1));
        platform.kill();
        platform.startAgain();

        Person again = gwen.loggedInAgain(platform, "gwen");
        again.awaitStatus(id, "running");
        assertThat(ContainerEngine.containersOf(id)).hasSize(1);
        assertThat(freeGpus()).isEqualTo(1);
        deleteAll(again, List.of(id));
        assertThat(freeGpus()).isEqualTo(2);
    }

    @Test
    void wrongFieldsAreNamedOneByOne() {
        Person hugo = Person.signUp(platform, folder, "hugo");
        Map<String, Object> wrong = hugo.environment("x", 9);
        wrong.put("memory", 1);

        ApiClient.Answer answer = hugo.api().post("/api/v1/environments", wrong).expect(400);

        assertThat(answer.error()).isEqualTo("validation_failed");
        assertThat(answer.body().path("details").path("fields").valueStream().map(field -> field.path("field")
                        .asString()))
                .contains("name", "gpu", "memory");
    }

    @Test
    void notebooksOpenWithTheirTokenAndNotWithout() {
        assumeTrue(ContainerEngine.hasImage(NOTEBOOKS), "notebooks are not built here: ./dev images jupyter");
        Person judy = Person.signUp(platform, folder, "judy");
        Map<String, Object> wanted = judy.environment("notes", 0);
        wanted.put("image", NOTEBOOKS);
        wanted.put("env", Map.of("JUPYTER_TOKEN", "sesame"));
        wanted.put("ports", List.of(Map.of("service_type", "jupyter", "internal_port", 8888, "protocol", "tcp")));
        String id = judy.create(wanted);
        JsonNode port = judy.awaitStatus(id, "running")
                .path("ports")
                .valueStream()
                .filter(each -> each.path("service_type").asString().equals("jupyter"))
                .findFirst()
                .orElseThrow();
        String kernels = "http://127.0.0.1:" + port.path("external_port").asString() + "/api/kernels";

        await().atMost(Duration.ofSeconds(60))
                .until(() -> Commands.httpStatus(kernels).equals("403"));
        assertThat(Commands.httpStatus(kernels + "?token=sesame")).isEqualTo("200");
        assertThat(Commands.httpStatus(kernels + "?token=guessed")).isEqualTo("403");
        deleteAll(judy, List.of(id));
    }

    private static void deleteAll(Person person, List<String> environments) {
        environments.forEach(
                id -> person.api().delete("/api/v1/environments/" + id).expect(202));
        environments.forEach(person::awaitGone);
        await().atMost(Duration.ofSeconds(30)).until(() -> freeGpus() == 2);
    }

    private static long freeGpus() {
        return platform.admin()
                .get("/api/v1/admin/gpus?page_size=100")
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .filter(gpu -> gpu.path("status").asString().equals("available"))
                .count();
    }
}
