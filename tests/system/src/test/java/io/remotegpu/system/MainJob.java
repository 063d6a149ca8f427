package io.remotegpu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The walk of the README, the same on every runtime. */
abstract class MainJob {
    @TempDir
    static Path folder;

    abstract PlatformProcess platform();

    /** What must hold on the host once the environment has stopped. */
    abstract void assertNothingRuns(String environment);

    @Test
    void aPersonSignsUpGetsAGpuUsesItStopsItAndSeesTheBill() {
        Person ada = Person.signUp(platform(), folder, "ada" + number());

        String id = ada.create(ada.environment("training", 1));
        JsonNode running = ada.awaitStatus(id, "running");
        String gpu = running.path("gpus").path(0).path("uuid").asString();
        assertThat(running.path("gpus")).hasSize(1);
        assertThat(ada.ssh(running, "echo $CUDA_VISIBLE_DEVICES $NVIDIA_VISIBLE_DEVICES"))
                .isEqualTo(gpu + " " + gpu);
        assertThat(gpuStatus(gpu)).isEqualTo("allocated");
        // Whole seconds are billed, so it has to run for one.
        ada.ssh(running, "echo kept > ~/notes.txt; sleep 2");

        ada.act(id, "stop");
        ada.awaitStatus(id, "stopped");
        assertNothingRuns(id);
        assertThat(gpuStatus(gpu)).isEqualTo("available");
        assertThat(ada.canEnter(running)).isFalse();

        ada.act(id, "start");
        JsonNode again = ada.awaitStatus(id, "running");
        assertThat(ada.ssh(again, "cat ~/notes.txt")).isEqualTo("kept");

        ada.api().delete("/api/v1/environments/" + id).expect(202);
        ada.awaitGone(id);
        assertNothingRuns(id);
        assertBilledTwice(ada, id);
    }

    @Test
    void anotherPersonSeesNothingOfIt() {
        Person ada = Person.signUp(platform(), folder, "owner" + number());
        Person eve = Person.signUp(platform(), folder, "stranger" + number());
        String id = ada.create(ada.environment("private", 0));
        JsonNode running = ada.awaitStatus(id, "running");

        assertThat(eve.api().get("/api/v1/environments/" + id).status()).isEqualTo(404);
        assertThat(eve.api().delete("/api/v1/environments/" + id).status()).isEqualTo(404);
        assertThat(eve.canEnter(running)).isFalse();
        assertThat(eve.billingRecords(id)).isEmpty();

        ada.api().delete("/api/v1/environments/" + id).expect(202);
        ada.awaitGone(id);
    }

    private void assertBilledTwice(Person ada, String id) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(ada.billingRecords(id))
                .hasSize(2)
                .allSatisfy(bill -> assertThat(bill.path("status").asString()).isEqualTo("closed")));
        List<JsonNode> records = ada.billingRecords(id);
        assertThat(records).allSatisfy(bill -> {
            assertThat(bill.path("resource").path("gpus").asInt()).isEqualTo(1);
            assertThat(bill.path("duration_s").asLong()).isNotNegative();
        });
        BigDecimal amount = records.stream()
                .map(bill -> new BigDecimal(bill.path("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(amount).isPositive();
    }

    String gpuStatus(String uuid) {
        return platform()
                .admin()
                .get("/api/v1/admin/gpus?page_size=100")
                .expect(200)
                .data()
                .path("items")
                .valueStream()
                .filter(gpu -> gpu.path("uuid").asString().equals(uuid))
                .map(gpu -> gpu.path("status").asString())
                .findFirst()
                .orElse("absent");
    }

    private static int counter;

    private static synchronized int number() {
        return ++counter;
    }
}
