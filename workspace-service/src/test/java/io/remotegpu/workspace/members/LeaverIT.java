package io.remotegpu.workspace.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody made in a workspace stays there when they leave, but runs neither by their keys nor at their cost. */
class LeaverIT extends RunningService {
    private static final int FORBIDDEN = 20_003;

    private long leaver;
    private Api owner;
    private Api member;
    private long workspace;
    private String environment;

    @BeforeEach
    void work() {
        leaver = registered();
        owner = as(registered());
        member = as(leaver);
        workspace = owner.workspace("shared");
        join();
        environment = runningEnvironment(member, workspace, 0);
    }

    @Test
    void stopsAtOnceForWhoeverIsTakenOutAndStartsAgainOnlyOnceTheyAreBack() {
        String elsewhere = runningEnvironment(member, member.workspace("own"), 0);
        assertThat(owner.delete("/workspaces/" + workspace + "/members/" + leaver)
                        .status())
                .isEqualTo(204);

        EnvStopRequested stop = topics.await(
                EnvStopRequested.class, event -> event.environmentId().value().equals(environment));
        assertThat(stop.cause()).isEqualTo("membership");
        assertThat(owner.get("/environments/" + environment).text("status")).isEqualTo("stopping");
        assertThat(owner.get("/environments/" + environment).text("status_reason"))
                .isEqualTo("who made it has left the workspace");
        assertThat(member.get("/environments/" + elsewhere).text("status")).isEqualTo("running");

        publisher.publish(Facts.of(environment).stopped(1));
        awaitStatus(owner, environment, "stopped");
        assertThat(owner.put("/environments/" + environment + "/start", null).code())
                .isEqualTo(FORBIDDEN);

        join();
        assertThat(owner.put("/environments/" + environment + "/start", null).status())
                .isEqualTo(202);
    }

    @Test
    void stopsForWhoLeavesByThemselves() {
        assertThat(member.delete("/workspaces/" + workspace + "/members/" + leaver)
                        .status())
                .isEqualTo(204);

        assertThat(owner.get("/environments/" + environment).text("status")).isEqualTo("stopping");
        assertThat(member.get("/environments/" + environment).status()).isEqualTo(404);
    }

    private void join() {
        assertThat(owner.post(
                                "/workspaces/" + workspace + "/members",
                                "{\"email\":\"user%d@example.org\",\"role\":\"member\"}".formatted(leaver))
                        .status())
                .isEqualTo(201);
    }
}
