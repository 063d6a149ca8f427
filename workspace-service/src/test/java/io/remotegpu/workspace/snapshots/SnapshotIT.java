package io.remotegpu.workspace.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleteRefused;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleted;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFailed;
import io.remotegpu.contracts.SchedulerEvent.SnapshotLost;
import io.remotegpu.contracts.SchedulerEvent.SnapshotTaken;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotIT extends RunningService {
    private static final int HOME = 10_240;
    private static final int RESERVE = 10_240;

    private Api api;
    private long workspace;
    private String environment;

    @BeforeEach
    void someoneWithARunningEnvironment() {
        api = as(newCustomer());
        workspace = api.workspace("vision lab");
        environment = runningEnvironment(api, workspace, 1);
    }

    @Test
    void isTakenAndStartsAnotherEnvironment() {
        String snapshot = take();
        topics.await(SnapshotRequested.class, wish -> wish.snapshotId().value().equals(snapshot));
        assertThat(used(api, "storage")).isEqualTo(HOME + RESERVE);
        assertThat(startFrom(snapshot).code()).as("it is not taken yet").isEqualTo(40_002);

        deliver(publisher.publish(taken(snapshot, 700)), 2);
        awaitSnapshot(snapshot, "available");
        assertThat(used(api, "storage")).isEqualTo(HOME + 700);
        assertThat(api.get("/snapshots/" + snapshot).text("host_name")).isEqualTo("node one");

        Answer started = startFrom(snapshot);
        assertThat(started.status()).as("%s", started.body()).isEqualTo(202);
        assertThat(started.text("snapshot_id")).isEqualTo(snapshot);
        assertThat(started.data().path("memory").asInt()).isEqualTo(4096);
        assertThat(started.data().path("gpu").asInt()).isEqualTo(1);
        EnvRequested requested = topics.await(
                EnvRequested.class, wish -> wish.environmentId().value().equals(started.text("id")));
        assertThat(requested.snapshotId()).isEqualTo(new SnapshotId(snapshot));
        assertThat(api.get("/environments/" + environment + "/events?page_size=100")
                        .data()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("type").asString()))
                .containsSubsequence("running", "snapshot_requested");
    }

    @Test
    void givesItsStorageBackOnceHoweverItEnds() {
        String failed = take();
        String deleted = take();
        String lost = take();
        publisher.publish(taken(deleted, 100));
        publisher.publish(taken(lost, 200));
        awaitSnapshot(deleted, "available");
        awaitSnapshot(lost, "available");

        deliver(publisher.publish(new SnapshotFailed(workload(), new SnapshotId(failed), "no space on device")), 2);
        awaitSnapshot(failed, "error");
        assertThat(api.get("/snapshots/" + failed).text("status_reason")).isEqualTo("no space on device");
        deliver(publisher.publish(new SnapshotLost(workload(), new SnapshotId(lost), new HostId("host-1"))), 2);
        awaitSnapshot(lost, "lost");
        assertThat(api.delete("/snapshots/" + deleted).text("status")).isEqualTo("deleting");
        topics.await(
                SnapshotDeleteRequested.class, wish -> wish.snapshotId().value().equals(deleted));
        publisher.publish(taken(deleted, 100)); // late: it does not come back
        deliver(publisher.publish(new SnapshotDeleted(workload(), new SnapshotId(deleted))), 2);
        eventually(() -> assertThat(api.get("/snapshots/" + deleted).code()).isEqualTo(40_006));

        assertThat(used(api, "storage")).isEqualTo(HOME);
        assertThat(startFrom(lost).code()).isEqualTo(40_002);
    }

    @Test
    void staysIfItIsStillStartedFrom() {
        String snapshot = take();
        publisher.publish(taken(snapshot, 100));
        awaitSnapshot(snapshot, "available");
        api.delete("/snapshots/" + snapshot);

        publisher.publish(new SnapshotDeleteRefused(workload(), new SnapshotId(snapshot), "2 environments use it"));

        awaitSnapshot(snapshot, "available");
        assertThat(api.get("/snapshots/" + snapshot).text("status_reason")).isEqualTo("2 environments use it");
        assertThat(used(api, "storage")).isEqualTo(HOME + 100);
    }

    @Test
    void isRefusedWhereItCannotBeTaken() {
        String creating = api.environment(workspace, 0);
        assertThat(api.post("/environments/" + creating + "/snapshots", "{\"name\":\"early\"}")
                        .code())
                .isEqualTo(40_002);
        assertThat(api.post("/environments/" + environment + "/snapshots", "{\"name\":\"x\"}")
                        .code())
                .isEqualTo(30_001);
        for (int i = 0; i < 10; i++) {
            take();
        }
        Answer tooMany = api.post("/environments/" + environment + "/snapshots", "{\"name\":\"eleventh\"}");
        assertThat(tooMany.code()).isEqualTo(40_003);
        assertThat(tooMany.details().path("resource").asString()).isEqualTo("snapshots");
        assertThat(api.get("/environments/" + environment + "/snapshots?page_size=3")
                        .data()
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void doesNotExistForStrangersAndOutlivesItsEnvironment() {
        String snapshot = take();
        publisher.publish(taken(snapshot, 100));
        awaitSnapshot(snapshot, "available");
        Api stranger = as(newCustomer());
        assertThat(stranger.get("/snapshots/" + snapshot).code()).isEqualTo(40_006);
        assertThat(stranger.delete("/snapshots/" + snapshot).code()).isEqualTo(40_006);
        assertThat(stranger.get("/environments/" + environment + "/snapshots").code())
                .isEqualTo(40_001);
        assertThat(stranger.post("/environments/" + environment + "/snapshots", "{\"name\":\"theirs\"}")
                        .code())
                .isEqualTo(40_001);
        assertThat(stranger.get("/snapshots").data().path("items").size()).isZero();

        api.delete("/environments/" + environment);
        publisher.publish(Facts.of(environment).deleted(1));
        eventually(() ->
                assertThat(api.get("/environments/" + environment).status()).isEqualTo(404));
        assertThat(api.get("/snapshots?workspace_id=" + workspace + "&status=available")
                        .data()
                        .at("/items/0/id")
                        .asString())
                .isEqualTo(snapshot);
        assertThat(startFrom(snapshot).status()).isEqualTo(202);
    }

    private String take() {
        Answer accepted = api.post("/environments/" + environment + "/snapshots", "{\"name\":\"before the upgrade\"}");
        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
        return accepted.text("id");
    }

    private Answer startFrom(String snapshot) {
        return api.post("/environments", """
                {"name":"again","workspace_id":%d,"snapshot_id":"%s"}""".formatted(workspace, snapshot));
    }

    private SnapshotTaken taken(String snapshot, long size) {
        return new SnapshotTaken(
                workload(),
                new SnapshotId(snapshot),
                new HostId("host-1"),
                "node one",
                "remotegpu/snapshots:" + snapshot,
                size,
                Facts.STARTED);
    }

    private WorkloadId workload() {
        return new WorkloadId(environment);
    }

    private void awaitSnapshot(String snapshot, String status) {
        eventually(() ->
                assertThat(api.get("/snapshots/" + snapshot).text("status")).isEqualTo(status));
    }
}
