package io.remotegpu.workspace.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.workload.GpuSample;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.workspace.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RehearsalIT extends LookingHost {
    @Test
    void rehearsesAPolicyOverWhatWasRecorded() {
        publisher.publish(new HostSampled(HOST, ago(80), 1, 15, List.of(gpu()), null, List.of(sample())));
        quiet(80, 44);
        see(44, seen.typing(ago(44)));
        see(36, seen.typing(ago(44)));
        awaitSeen(environment, ago(36));

        JsonNode would = rehearsal("?idle_after=600&grace=60&counts=input").data();
        assertThat(would.path("looks").asInt()).isEqualTo(7);
        assertThat(would.path("stops")).hasSize(1);
        assertThat(would.at("/stops/0/idle_since").asString()).isEqualTo(ago(80).toString());
        assertThat(would.at("/stops/0/stopped_at").asString()).isEqualTo(ago(56).toString());
        assertThat(would.at("/stops/0/used_again_at").asString()).isEqualTo(ago(44).toString());
        assertThat(would.path("idle_seconds").asInt()).isEqualTo(720);
        assertThat(rehearsal("?idle_after=7200").data().path("stops")).isEmpty();
        assertThat(rehearsal("?idle_after=600&grace=60&counts=input&to=" + ago(70))
                        .data()
                        .path("stops"))
                .isEmpty();
        Api.Answer refused = rehearsal("?idle_after=5&counts=mood&from=yesterday");
        assertThat(refused.code()).isEqualTo(30001);
        assertThat(refused.details().path("fields")).hasSize(3);
        assertThat(as(registered())
                        .get("/environments/" + environment + "/idle/rehearsal")
                        .status())
                .isEqualTo(404);
        assertThat(idleRow()).isEqualTo("3.5 80.0");
    }

    private Api.Answer rehearsal(String query) {
        return api.get("/environments/" + environment + "/idle/rehearsal" + query);
    }

    private String idleRow() {
        return inDatabase(jdbc ->
                jdbc.sql("""
                        select cpu::numeric(4, 1) || ' ' || gpu::numeric(4, 1) from activity_samples
                        where environment_id = :id order by at limit 1
                        """).param("id", environment).query(String.class).single());
    }

    private WorkloadSample sample() {
        return new WorkloadSample(seen.id(), 1, List.of("GPU-0000"), 3.5, 1024, null, null);
    }

    private static GpuSample gpu() {
        return new GpuSample("GPU-0000", 3, 80.0, 90, 5.0, 61_440, 81_920, 70, 250.0);
    }
}
