package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.GpuSample;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.testing.TestTokens;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What hosts measure against what was billed. */
class UtilizationIT extends BillingTestBase {
    private static final HostId HOST = new HostId("gpu-1");

    @Test
    void addsUpHowBusyGpusWereAndWhatIdlingCost() {
        publisher.publish(running(1, NOON));
        publisher.publish(new EnvStopped(environment, 1, after(60)));
        awaitRecords("status=closed", 1);
        Envelope<HostSampled> busy = sample(HOST, 1, 15, 80.0);
        tell(busy, busy, sample(HOST, 1, 30, 2.0), sample(HOST, 1, 45, null));

        JsonNode used = report("environment");
        assertThat(used.path("group").asString()).isEqualTo(environment.value());
        assertThat(used.path("allocated_gpu_s").asLong()).isEqualTo(60);
        assertThat(used.path("measured_gpu_s").asDouble())
                .as("what could not be read is not measured")
                .isEqualTo(30);
        assertThat(used.path("busy_gpu_s").asDouble()).isEqualTo(12.3);
        assertThat(used.path("idle_gpu_s").asDouble()).isEqualTo(15);
        assertThat(used.path("utilization").asDouble()).isEqualTo(41.0);
        assertThat(used.path("idle_amount").asString()).isEqualTo("0.008833");
        for (String group : List.of("day", "workspace", "gpu_model", "kind")) {
            assertThat(report(group).path("busy_gpu_s").asDouble()).as(group).isEqualTo(12.3);
        }
        assertThat(csv()).startsWith("environment,allocated_gpu_s,").contains(environment + ",60,30.000,12.300");
    }

    @Test
    void believesNoHostAboutTheLeaseOfAnotherNorSamplesThatCannotBe() {
        publisher.publish(running(1, NOON));
        awaitRecords("status=open", 1);
        tell(
                sample(new HostId("forger"), 1, 15, 100.0),
                sample(HOST, 2, 15, 100.0),
                sample(HOST, 1, 86_400 * 30, 100.0),
                sample(HOST, 1, 15, 100.0, 86_400),
                sample(HOST, 1, 15, 250.0));

        assertThat(report("environment").path("busy_gpu_s").asDouble()).isEqualTo(15);
    }

    @SafeVarargs
    private void tell(Envelope<HostSampled>... samples) {
        for (Envelope<HostSampled> sample : samples) {
            publisher.publish(sample);
        }
        for (Envelope<HostSampled> sample : samples) {
            await().until(() -> jdbc.sql("select exists (select from inbox where message_id = ?)")
                    .param(sample.id())
                    .query(Boolean.class)
                    .single());
        }
    }

    private Envelope<HostSampled> sample(HostId host, long epoch, long at, @Nullable Double utilization) {
        return sample(host, epoch, at, utilization, 15);
    }

    private Envelope<HostSampled> sample(
            HostId host, long epoch, long at, @Nullable Double utilization, double seconds) {
        String gpu = "GPU-" + customer;
        HostSampled sampled = new HostSampled(
                host,
                after(at),
                at * 1000,
                seconds,
                List.of(new GpuSample(gpu, 3, utilization, null, null, null, null, null, null)),
                null,
                List.of(new WorkloadSample(environment, epoch, List.of(gpu), null, null, null, null)));
        return new Envelope<>(UUID.randomUUID(), "test", after(at), null, sampled);
    }

    private JsonNode report(String group) {
        return get("/api/v1/billing/utilization?group_by=" + group + "&from=" + NOON, TestTokens.of(customer))
                .path("data")
                .path("items")
                .path(0);
    }

    private String csv() {
        HttpResponse<String> answer = send(request("/api/v1/billing/utilization?from=" + NOON, TestTokens.of(customer))
                .header("Accept", "text/csv"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
