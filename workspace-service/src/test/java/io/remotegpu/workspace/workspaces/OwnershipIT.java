package io.remotegpu.workspace.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.RunningService;
import org.junit.jupiter.api.Test;

class OwnershipIT extends RunningService {
    @Test
    void changesHandsAndLeavesTheOldOwnerAnAdmin() {
        long from = registered();
        long to = registered();
        long workspace = as(from).workspace("given away");
        join(as(from), workspace, to);

        assertThat(transfer(as(from), workspace, to).data().path("owner_id").asLong())
                .isEqualTo(to);

        assertThat(as(from).get("/workspaces/" + workspace).text("my_role")).isEqualTo("admin");
        assertThat(as(to).get("/workspaces/" + workspace).text("my_role")).isEqualTo("owner");
        topics.await(
                WorkspaceMemberAdded.class,
                event -> event.customerId().value() == to
                        && event.role().equals("owner")
                        && event.workspaceId().value() == workspace);
        assertThat(transfer(as(from), workspace, from).code())
                .as("no longer theirs")
                .isEqualTo(20_003);
        assertThat(as(from).delete("/workspaces/" + workspace + "/members/" + from)
                        .status())
                .as("may leave now")
                .isEqualTo(204);
        assertThat(as(to).get("/workspaces/" + workspace + "/audit-logs?action=ownership_transferred")
                        .data()
                        .path("items")
                        .path(0)
                        .path("after")
                        .path("owner_id")
                        .asLong())
                .isEqualTo(to);
    }

    @Test
    void goesToMembersOnly() {
        long owner = registered();
        long workspace = as(owner).workspace("kept");
        long stranger = registered();
        long personal = as(owner)
                .get("/workspaces?type=personal")
                .data()
                .path("items")
                .path(0)
                .path("id")
                .asLong();

        assertThat(transfer(as(owner), workspace, stranger).code()).isEqualTo(40_006);
        assertThat(transfer(as(owner), workspace, owner).code()).isEqualTo(40_005);
        assertThat(transfer(as(owner), personal, stranger).code()).isEqualTo(20_003);
        assertThat(as(owner)
                        .post("/workspaces/" + workspace + "/transfer", "{}")
                        .code())
                .isEqualTo(30_001);
        assertThat(as(owner).get("/workspaces/" + workspace).text("my_role")).isEqualTo("owner");
    }

    private static Api.Answer transfer(Api api, long workspace, long to) {
        return api.post("/workspaces/" + workspace + "/transfer", "{\"customer_id\":" + to + "}");
    }

    private static void join(Api owner, long workspace, long customer) {
        owner.post(
                "/workspaces/" + workspace + "/members",
                "{\"email\":\"user" + customer + "@example.org\",\"role\":\"member\"}");
    }
}
