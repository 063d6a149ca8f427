package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberRemoved;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.Workloads;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is told where an environment is and why it waits: who made it, and everybody in its workspace while they are in it. */
class PlacementForMembersIT extends RunningScheduler {
    private static final WorkspaceId OURS = new WorkspaceId(71);
    private static final WorkspaceId THEIRS = new WorkspaceId(72);
    private static final CustomerId MAKER = new CustomerId(71);
    private static final CustomerId VIEWER = new CustomerId(701);
    private static final CustomerId LEAVER = new CustomerId(702);
    private static final CustomerId STRANGER = new CustomerId(703);
    private static final CustomerId NEWCOMER = new CustomerId(704);

    @Test
    void isToldToEverybodyInItsWorkspaceWhileTheyAreInIt() {
        FakeAgent host = world.host(1);
        WorkloadId ours = requested(OURS);
        world.awaitRunning(ours, 0);
        WorkloadId theirs = requested(THEIRS);
        world.await(EnvQueued.class, theirs);
        joins(OURS, VIEWER, "viewer");
        joins(THEIRS, STRANGER, "owner");
        var joined = world.publisher.publish(new WorkspaceMemberAdded(OURS, LEAVER, "member", null));
        awaitSeen(ours, VIEWER);
        awaitSeen(ours, LEAVER);
        awaitSeen(theirs, STRANGER);

        assertThat(admin().placement(ours, VIEWER).body())
                .contains(host.host().value(), "\"explanation\"")
                .doesNotContain("\"decision\"");
        assertThat(admin().placement(theirs, STRANGER).body())
                .contains("\"waiting_for\"")
                .doesNotContain("\"decision\"");
        assertThat(admin().placement(ours, MAKER).statusCode()).isEqualTo(200);
        assertThat(admin().placement(ours, STRANGER).statusCode()).isEqualTo(404);
        assertThat(admin().placement(theirs, VIEWER).statusCode()).isEqualTo(404);

        world.publisher.publish(new WorkspaceMemberRemoved(OURS, LEAVER, null));
        world.publisher.publish(joined);
        joins(OURS, NEWCOMER, "admin");
        awaitSeen(ours, NEWCOMER);
        assertThat(admin().placement(ours, LEAVER).statusCode()).isEqualTo(404);
        assertThat(admin().placement(ours, VIEWER).statusCode()).isEqualTo(200);
    }

    private static WorkloadId requested(WorkspaceId workspace) {
        return world.request(Workloads.withGpus(1), workspace.value(), Scheduling.ORDINARY);
    }

    private static void joins(WorkspaceId workspace, CustomerId customer, String role) {
        world.publisher.publish(new WorkspaceMemberAdded(workspace, customer, role, null));
    }

    private static void awaitSeen(WorkloadId env, CustomerId customer) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> admin().placement(env, customer).statusCode() == 200);
    }
}
