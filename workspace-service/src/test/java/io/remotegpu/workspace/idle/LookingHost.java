package io.remotegpu.workspace.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.ActivitySeen;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** The test plays the host, which looked for hours already when it is heard; its clock is minutes ahead, as clocks may be. */
abstract class LookingHost extends RunningService {
    static final HostId HOST = new HostId("host-1");
    static final String POLICY = """
            "idle_policy":{"idle_after":1800,"action":"stop","grace":60,"counts":["input","connections"]}""";

    final Instant now = Instant.now();
    Api api;
    long workspace;
    String environment;
    Seen seen;

    @BeforeEach
    void run() {
        api = as(registered());
        workspace = api.workspace("idle");
        environment = runningEnvironment(api, POLICY, workspace);
        seen = new Seen(new WorkloadId(environment), 1);
    }

    /** Looks every eight minutes, at which nobody was there. */
    void quiet(int from, int to) {
        for (int minute = from; minute >= to; minute -= 8) {
            see(minute, seen.nobody());
        }
    }

    void see(int minutesAgo, WorkloadActivity activity) {
        publisher.publish(new ActivitySeen(HOST, ago(minutesAgo), List.of(activity)));
    }

    Instant ago(int minutes) {
        return now.truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(minutes));
    }

    void awaitSeen(String id, Instant at) {
        eventually(() -> assertThat(api.get("/environments/" + id + "/idle").text("seen_at"))
                .isEqualTo(at.toString()));
    }

    String idle(String field) {
        return idle().path(field).asString("");
    }

    JsonNode idle() {
        return api.get("/environments/" + environment + "/idle").data();
    }
}
