package io.remotegpu.workspace.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.GpuSample;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The test plays the host. */
class MetricsIT extends RunningService {
    private static final HostId HOST = new HostId("host-1");
    private static final String GPU = "GPU-0000";

    /** A whole minute a while ago, so that nothing depends on when the test runs. */
    private final Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(30));

    @Autowired
    private SamplePartitions partitions;

    private Api api;
    private String environment;

    @BeforeEach
    void run() {
        api = as(registered());
        environment = runningEnvironment(api, api.workspace("metrics"), 1);
    }

    @Test
    void addsSamplesUpByStepAndCountsARedeliveredOneOnce() {
        deliver(publisher.publish(sample(HOST, 5, 1.0, 1000, 20.0)), 2);
        publisher.publish(sample(HOST, 20, 3.0, 2000, 60.0));
        publisher.publish(sample(HOST, 65, 0.5, 500, null));

        eventually(() -> assertThat(points("60")).hasSize(2));
        List<JsonNode> points = points("60");
        assertThat(points.getFirst().path("at").asString()).isEqualTo(minute.toString());
        assertThat(points.getFirst().path("cpu").asDouble()).isEqualTo(2.0);
        assertThat(points.getFirst().path("cpu_max").asDouble()).isEqualTo(3.0);
        assertThat(points.getFirst().path("memory").asDouble()).isEqualTo(1500);
        assertThat(points.getFirst().path("memory_max").asDouble()).isEqualTo(2000);
        assertThat(points.getFirst().path("network_received").asDouble()).isEqualTo(1000);
        assertThat(points.getFirst().has("network_sent")).isFalse();
        assertThat(points.getLast().path("cpu").asDouble()).isEqualTo(0.5);

        JsonNode data = metrics("60").data();
        assertThat(data.path("step_s").asInt()).isEqualTo(60);
        assertThat(data.path("limits").path("cpu").asDouble()).isEqualTo(2);
        JsonNode gpu = data.path("gpus").get(0);
        assertThat(gpu.path("uuid").asString()).isEqualTo(GPU);
        assertThat(gpu.path("points").get(0).path("utilization").asDouble()).isEqualTo(40);
        assertThat(gpu.path("points").get(0).path("memory_used").asInt()).isEqualTo(61_440);
        assertThat(gpu.path("points").get(1).has("utilization")).isFalse();
        assertThat(points("1h")).hasSizeBetween(1, 2);
    }

    @Test
    void believesAHostAboutWhatIsPlacedThereOnly() {
        publisher.publish(sample(new HostId("host-elsewhere"), 5, 64.0, 1, 100.0));
        publisher.publish(sample(HOST, 20, 1.0, 1, 1.0));

        eventually(() -> assertThat(points("15")).hasSize(1));
        publisher.publish(sample(HOST, 35, 1.0, 1, 1.0));
        eventually(() -> assertThat(points("15")).hasSize(2));
        assertThat(points("15")).allMatch(point -> point.path("cpu").asDouble() == 1.0);
    }

    @Test
    void leavesOutWhatAClockThatIsWrongWouldDate() {
        publisher.publish(at(Instant.parse("2000-01-01T00:00:00Z"), HOST, 1.0, 1, 1.0));
        publisher.publish(at(Instant.now().plus(Duration.ofDays(400)), HOST, 1.0, 1, 1.0));
        publisher.publish(sample(HOST, 5, 1.0, 1, 1.0));

        eventually(() -> assertThat(points("15")).hasSize(1));
        long rows = inDatabase(jdbc -> jdbc.sql("select count(*) from environment_samples where environment_id = :id")
                .param("id", environment)
                .query(Long.class)
                .single());
        assertThat(rows).isEqualTo(1);
    }

    @Test
    void isNoBusinessOfStrangersAndSaysWhatIsWrong() {
        assertThat(as(registered())
                        .get("/environments/" + environment + "/metrics")
                        .status())
                .isEqualTo(404);
        Api.Answer answer = api.get("/environments/" + environment + "/metrics?from=now&step=fast");
        assertThat(answer.code()).isEqualTo(30001);
        assertThat(answer.details().path("fields")).hasSize(2);
        assertThat(api.get("/environments/" + environment + "/metrics").data().path("points"))
                .isEmpty();
    }

    @Test
    void dropsDaysThatNeedNotBeKeptAndKeepsTheOthers() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate old = today.minusDays(15);
        inDatabase(jdbc -> jdbc.sql("select ensure_sample_partition('gpu_samples', :day)")
                .param("day", old)
                .query((row, number) -> 1)
                .list());
        assertThat(days("gpu_samples")).contains(old, today);

        partitions.keep();
        partitions.keep();

        assertThat(days("gpu_samples"))
                .contains(today.minusDays(1), today, today.plusDays(1))
                .doesNotContain(old);
        assertThat(days("environment_samples")).contains(today);
    }

    private List<LocalDate> days(String table) {
        return inDatabase(jdbc -> jdbc.sql(
                        "select to_date(right(child.relname, 10), 'YYYY_MM_DD') from pg_inherits join pg_class child"
                                + " on child.oid = inhrelid where inhparent = cast(:table as regclass)")
                .param("table", table)
                .query(LocalDate.class)
                .list());
    }

    private List<JsonNode> points(String step) {
        return List.copyOf(metrics(step).data().path("points").values());
    }

    private Api.Answer metrics(String step) {
        return api.get("/environments/" + environment + "/metrics?from=" + minute.minusSeconds(60) + "&to="
                + minute.plusSeconds(600) + "&step=" + step);
    }

    private HostSampled sample(HostId host, int second, double cpu, int memory, @Nullable Double utilization) {
        return at(minute.plusSeconds(second), host, cpu, memory, utilization);
    }

    private HostSampled at(Instant at, HostId host, double cpu, int memory, @Nullable Double utilization) {
        GpuSample gpu = new GpuSample(GPU, 3, utilization, 90, 5.0, 61_440, 81_920, 70, 250.0);
        WorkloadSample sample =
                new WorkloadSample(new WorkloadId(environment), 1, List.of(GPU), cpu, memory, 15_000L, null);
        return new HostSampled(host, at, 1000, 15, List.of(gpu), null, List.of(sample));
    }
}
