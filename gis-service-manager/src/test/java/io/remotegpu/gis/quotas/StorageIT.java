package io.remotegpu.gis.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.workload.DiskUse;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.gis.Api;
import io.remotegpu.gis.RunningGis;
import io.remotegpu.gis.access.WorkloadIds;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What instances write, as their hosts measure it, counts against what they may keep. */
class StorageIT extends RunningGis {
    private Api owner;
    private long service;
    private int seconds;

    @BeforeEach
    void runsOnAHost() {
        owner = somebody();
        service = owner.service("martin", "tiles", configuration(64));
        jdbc.sql("""
                        update service_states set observed = 'running', epoch = 1, host_id = 'host-1', host_name = 'one',
                            runtime = 'docker', endpoint_host = '127.0.0.1', endpoint_port = 9 where service_id = :id
                        """).param("id", service).update();
    }

    @Test
    void isShownWarnedOfOnceAndKeepsWhatExceedsItFromStartingAgain() {
        measured("host-1", 40);
        assertThat(usage().path("used").asInt()).isEqualTo(40);
        assertThat(status().path("exceeded").asBoolean()).isFalse();

        measured("host-1", 70);
        measured("host-1", 71);
        assertThat(usage().path("exceeded_by").toString()).isEqualTo("[" + service + "]");
        assertThat(status().path("exceeded").asBoolean()).isTrue();
        JsonNode warnings = owner.get("/user-services/" + service + "/logs?operation_type=storage")
                .data()
                .path("items");
        assertThat(warnings.findValuesAsString("operation_status")).containsExactly("failed");
        assertThat(warnings.get(0).path("log_message").asString()).contains("70 MiB", "may keep 64");
        Api.Answer refused = owner.post("/user-services/" + service + "/restart", "");
        assertThat(refused.code()).isEqualTo(40003);
        assertThat(refused.details().path("resource").asString()).isEqualTo("storage_mb");
        assertThat(refused.details().path("used").asInt()).isEqualTo(71);
        assertThat(owner.post("/user-services/" + service + "/files", """
                        {"folder":"mbtiles","name":"a.mbtiles","size_bytes":1}""").code())
                .isEqualTo(40003);

        assertThat(owner.put("/user-services/" + service, "{\"config_data\":" + configuration(128) + "}")
                        .status())
                .isEqualTo(200);
        assertThat(usage().path("exceeded_by")).isEmpty();
        assertThat(owner.post("/user-services/" + service + "/restart", "").status())
                .isEqualTo(202);
    }

    @Test
    void isWhatTheHostSaysThatItRunsOn() {
        measured("host-2", 900);
        assertThat(usage().path("used").asInt()).isZero();
        measured("host-1", Integer.MAX_VALUE);
        assertThat(usage().path("used").asInt()).isEqualTo(100_000_000);
        measured("host-1", -5);
        assertThat(usage().path("used").asInt()).isZero();
    }

    private void measured(String host, int volumes) {
        WorkloadSample sample = new WorkloadSample(
                WorkloadIds.of(service),
                1,
                List.of(),
                0.1,
                50,
                null,
                null,
                new DiskUse(volumes, 64, 1, 0, 0),
                List.of());
        awaitTaken(publisher.publish(new HostSampled(
                new HostId(host), NOON.plusSeconds(++seconds), 1, 15, List.of(), null, List.of(sample))));
    }

    private String configuration(int storageMb) {
        long connection = connections().isEmpty()
                ? owner.connection("maps")
                : connections().get(0).path("id").asLong();
        return """
                {"resources":{"storage_mb":%d},"postgres":[{"connection_id":%d}]}""".formatted(storageMb, connection);
    }

    private JsonNode connections() {
        return owner.get("/user-services/connections").data().path("items");
    }

    private JsonNode usage() {
        return owner.get("/user-services/resource-usage").data().path("storage_mb");
    }

    private JsonNode status() {
        return owner.get("/user-services/" + service + "/status").data().path("storage");
    }
}
