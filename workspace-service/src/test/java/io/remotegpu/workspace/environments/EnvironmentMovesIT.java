package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvMoveFailed;
import io.remotegpu.contracts.EnvMoved;
import io.remotegpu.contracts.EnvMoving;
import io.remotegpu.contracts.EnvironmentEvent.EnvMoveRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wishes that an environment live on another host, and what its timeline tells of them. */
class EnvironmentMovesIT extends RunningService {
    private static final HostId A = new HostId("a");
    private static final HostId B = new HostId("b");
    private Api api;
    private String id;

    @BeforeEach
    void someoneWithAnEnvironment() {
        api = as(newCustomer());
        id = runningEnvironment(api, api.workspace("vision lab"), 0);
    }

    @Test
    void asksTheSchedulerAndTellsHowItWent() {
        Answer asked = api.post("/environments/" + id + "/move", "{\"host\":\"b\"}");
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(202);
        assertThat(asked.text("status")).isEqualTo("running");
        EnvMoveRequested wish = wish();
        assertThat(wish.hostId()).isEqualTo(B);
        assertThat(wish.start()).isFalse();

        var env = new WorkloadId(id);
        publisher.publish(new EnvMoving(env, wish.moveId(), 1, A, "one", B, "two", "its owner asked for it"));
        awaitStatus(api, id, "creating");
        publisher.publish(Facts.of(id).stopped(1));
        publisher.publish(new EnvMoved(env, wish.moveId(), 5, B, "two", 10));
        eventually(() -> assertThat(lastEvent(api, id)).isEqualTo("moved"));
        publisher.publish(new EnvMoveFailed(env, wish.moveId(), "said too late"));
        eventually(() -> assertThat(lastEvent(api, id)).isEqualTo("move_failed"));
        assertThat(api.get("/environments/" + id).text("host_id")).isEqualTo("b");
    }

    @Test
    void refusesStrangersNonsenseAndWhatCannotMoveNow() {
        assertThat(as(newCustomer()).post("/environments/" + id + "/move", "{}").code())
                .isEqualTo(40_001);
        assertThat(api.post("/environments/" + id + "/move", "{\"host\":\"../b\"}")
                        .code())
                .isEqualTo(30_001);
        api.put("/environments/" + id + "/stop", null);
        assertThat(api.post("/environments/" + id + "/move", "{}").code()).isEqualTo(40_002);
    }

    @Test
    void startsWhatIsStoppedAndCountsItAtOnce() {
        api.put("/environments/" + id + "/stop", null);
        publisher.publish(Facts.of(id).stopped(1));
        awaitStatus(api, id, "stopped");
        assertThat(used(api, "cpu")).isZero();

        Answer asked = api.post("/environments/" + id + "/move", "{\"start\":true}");
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(202);
        assertThat(asked.text("status")).isEqualTo("creating");
        assertThat(used(api, "cpu")).isEqualTo(2);
        assertThat(wish().start()).isTrue();
    }

    private EnvMoveRequested wish() {
        return topics.await(
                EnvMoveRequested.class, wish -> wish.environmentId().value().equals(id));
    }
}
