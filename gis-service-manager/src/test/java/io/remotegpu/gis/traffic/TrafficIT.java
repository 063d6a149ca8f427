package io.remotegpu.gis.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.GisTraffic;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.gis.Api;
import io.remotegpu.gis.RunningGis;
import io.remotegpu.gis.access.WorkloadIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What gateways and hosts tell of services, and who is believed. */
class TrafficIT extends RunningGis {
    private static final String FILES = "{\"mbtiles\":{\"files\":[\"streets.mbtiles\"]}}";
    private static final String HOUR = "?from=2026-03-10T12:00:00Z&to=2026-03-10T13:00:00Z";

    private Api owner;
    private long service;
    private String metrics;

    @BeforeEach
    void makeService() {
        owner = somebody();
        service = owner.service("martin", "tiles", FILES);
        metrics = "/user-services/" + service + "/metrics";
        jdbc.sql("""
                        update service_states set observed = 'running', epoch = 1, host_id = 'host-1', host_name = 'one',
                            runtime = 'docker', endpoint_host = '127.0.0.1', endpoint_port = 9 where service_id = :id
                        """).param("id", service).update();
    }

    @Test
    void addsUpWhatGatewaysTellOnceEachInWhateverOrder() {
        Envelope<GisTraffic> late = publisher.publish(traffic(70, 10, 1));
        publisher.publish(traffic(15, 30, 0));
        publisher.publish(traffic(5, 20, 2));
        publisher.publish(late);
        awaitTaken(publisher.publish(traffic(200, 1, 0)));

        JsonNode byMinute = owner.get(metrics + HOUR).data().path("items");
        JsonNode byHour = owner.get(metrics + HOUR + "&step=3600").data().path("items");

        assertThat(byMinute.findValuesAsString("requests")).containsExactly("50", "10", "1");
        assertThat(byMinute.path(0).path("errors").asInt()).isEqualTo(2);
        assertThat(byMinute.path(0).path("at").asString()).isEqualTo("2026-03-10T12:00:00Z");
        assertThat(byMinute.path(0).path("mean_ms").asDouble()).isEqualTo(4);
        assertThat(byMinute.path(0).path("p50_ms").asDouble()).isEqualTo(3.5);
        assertThat(byHour).hasSize(1);
        assertThat(byHour.path(0).path("requests").asInt()).isEqualTo(61);
    }

    @Test
    void tellsWhatTheInstanceUsedBesideWhatItWasAsked() {
        publisher.publish(traffic(15, 30, 0));
        Envelope<HostSampled> twice = publisher.publish(sampled(20, 180, 0.25));
        publisher.publish(twice);
        publisher.publish(sampled(35, 200, 0.5));
        awaitTaken(publisher.publish(sampled(130, 90, 0.0)));
        // Traffic and samples come by two topics, whose readers do not wait for each other.
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode items = owner.get(metrics + HOUR).data().path("items");
            return items.size() == 2 && items.path(0).path("requests").asInt() > 0;
        });

        JsonNode minutes = owner.get(metrics + HOUR).data().path("items");
        assertThat(minutes.path(0).path("requests").asInt()).isEqualTo(30);
        assertThat(minutes.path(0).path("memory_mb").asInt()).isEqualTo(200);
        assertThat(minutes.path(0).path("cpu").asDouble()).isEqualTo(0.375);
        assertThat(minutes.path(1).path("requests").asInt()).isZero();
        assertThat(minutes.path(1).path("memory_mb").asInt()).isEqualTo(90);
    }

    @Test
    void believesAHostAboutWhatRunsOnItAndAboutThePresentAlone() {
        publisher.publish(sampled("host-1", 1, -3 * 3600, 900, 1.0));
        publisher.publish(sampled("host-1", 1, 2 * 3600, 900, 1.0));
        publisher.publish(sampled("host-1", 1, 30 * 366 * 86_400, 900, 1.0));
        Envelope<?> stranger = publisher.publish(sampled("host-2", 1, 20, 900, 1.0));
        Envelope<?> earlierRun = publisher.publish(sampled("host-1", 0, 20, 900, 1.0));
        awaitTaken(publisher.publish(sampled(25, 100, 0.5)));
        awaitTaken(stranger);
        awaitTaken(earlierRun);

        assertThat(jdbc.sql("select memory_mb from service_samples where service_id = :id")
                        .param("id", service)
                        .query(Integer.class)
                        .list())
                .containsExactly(100);
    }

    @Test
    void keepsNothingOfAServiceThatIsNoMore() {
        jdbc.sql("update user_service_configs set deleted_at = now() where id = :id")
                .param("id", service)
                .update();

        awaitTaken(publisher.publish(traffic(5, 20, 0)));

        assertThat(jdbc.sql("select count(*) from service_traffic where service_id = :id")
                        .param("id", service)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(owner.get(metrics + HOUR).code()).isEqualTo(40006);
    }

    @Test
    void showsTrafficToNobodyElseAndRefusesStepsThatMakeNoSense() {
        assertThat(somebody().get(metrics).code()).isEqualTo(40006);
        assertThat(owner.get(metrics).status()).isEqualTo(200);
        assertThat(owner.get(metrics + "?step=61").code()).isEqualTo(30001);
        assertThat(owner.get(metrics + HOUR.replace("T13", "T11")).code()).isEqualTo(30001);
        assertThat(owner.get(metrics + "?from=2020-01-01T00:00:00Z").code()).isEqualTo(30001);
    }

    /** Beside an environment, which is no service. */
    private HostSampled sampled(int second, int memory, double cpu) {
        return sampled("host-1", 1, second, memory, cpu);
    }

    private HostSampled sampled(String host, long epoch, int second, int memory, double cpu) {
        WorkloadSample instance =
                new WorkloadSample(WorkloadIds.of(service), epoch, List.of(), cpu, memory, null, null);
        WorkloadSample other = new WorkloadSample(new WorkloadId("env-7"), 1, List.of(), 4.0, 9_000, null, null);
        return new HostSampled(
                new HostId(host), NOON.plusSeconds(second), 1, 15, List.of(), null, List.of(other, instance));
    }

    /** Each answer took above 2 and up to 5 ms, 4 on average. */
    private GisTraffic traffic(int second, long requests, long errors) {
        List<Long> latencies = new ArrayList<>(Collections.nCopies(GisTraffic.BOUNDS_MS.size() + 1, 0L));
        latencies.set(2, requests);
        return new GisTraffic(
                WorkloadIds.of(service),
                "gateway-1",
                NOON.plusSeconds(second - 10L),
                NOON.plusSeconds(second),
                requests,
                errors,
                0,
                4 * requests,
                latencies);
    }
}
