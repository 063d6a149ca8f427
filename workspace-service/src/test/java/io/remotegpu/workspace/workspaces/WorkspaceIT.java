package io.remotegpu.workspace.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberRemoved;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import org.junit.jupiter.api.Test;

class WorkspaceIT extends RunningService {
    @Test
    void isCreatedShownChangedAndArchivedByItsOwner() {
        long owner = newCustomer();
        Api api = as(owner);
        Answer created = api.post("/workspaces", "{\"name\":\"vision lab\",\"type\":\"enterprise\"}");
        long id = created.data().path("id").asLong();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.location()).isEqualTo("/api/v1/workspaces/" + id);
        assertThat(created.text("my_role")).isEqualTo("owner");
        assertThat(created.data().path("member_count").asInt()).isEqualTo(1);
        topics.await(WorkspaceCreated.class, event -> event.workspaceId().value() == id);
        topics.await(WorkspaceMemberAdded.class, event -> event.customerId().equals(new CustomerId(owner)));

        assertThat(api.patch("/workspaces/" + id, "{\"description\":\"eyes\"}").text("description"))
                .isEqualTo("eyes");
        assertThat(api.get("/workspaces/" + id).text("name")).isEqualTo("vision lab");
        assertThat(api.delete("/workspaces/" + id).status()).isEqualTo(204);
        assertThat(api.get("/workspaces/" + id).text("status")).isEqualTo("archived");
        assertThat(api.get("/workspaces").data().path("items").size()).isZero();
        assertThat(api.post("/environments", Api.environmentBody(id, 0)).code()).isEqualTo(20_003);
    }

    @Test
    void letsMembersDoWhatTheirRoleAllows() {
        Api owner = as(newCustomer());
        long id = owner.workspace("shared");
        long viewer = registered();
        long member = registered();
        add(owner, id, email(viewer), "viewer");
        Answer added = add(owner, id, "\"email\":\"USER" + member + "@example.org\"", "member");
        assertThat(added.data().path("customer_id").asLong()).isEqualTo(member);
        String environment = owner.environment(id, 0);

        assertThat(owner.get("/workspaces/" + id).data().path("member_count").asInt())
                .isEqualTo(3);
        assertThat(as(viewer).get("/environments/" + environment).status()).isEqualTo(200);
        assertThat(as(viewer)
                        .put("/environments/" + environment + "/stop", null)
                        .code())
                .isEqualTo(20_003);
        assertThat(as(viewer).post("/environments", Api.environmentBody(id, 0)).code())
                .isEqualTo(20_003);
        assertThat(as(member)
                        .put("/environments/" + environment + "/stop", null)
                        .status())
                .isEqualTo(202);
        assertThat(as(member).delete("/environments/" + environment).code()).isEqualTo(20_003);
        String own = as(member).environment(id, 0);
        assertThat(as(member).delete("/environments/" + own).status()).isEqualTo(202);
        assertThat(add(as(member), id, "\"customer_id\":" + viewer, "admin").code())
                .isEqualTo(20_003);
        assertThat(as(member).delete("/workspaces/" + id).code()).isEqualTo(20_003);
    }

    @Test
    void forgetsWhoIsRemoved() {
        CustomerId boss = new CustomerId(newCustomer());
        Api owner = as(boss.value());
        long id = owner.workspace("shared");
        long member = registered();
        add(owner, id, email(member), "member");
        String environment = as(member).environment(id, 0);

        assertThat(owner.patch("/workspaces/" + id + "/members/" + member, "{\"role\":\"admin\"}")
                        .text("role"))
                .isEqualTo("admin");
        topics.await(
                WorkspaceMemberAdded.class,
                event -> event.customerId().value() == member
                        && event.role().equals("admin")
                        && boss.equals(event.actorId()));
        assertThat(owner.delete("/workspaces/" + id + "/members/" + member).status())
                .isEqualTo(204);

        topics.await(
                WorkspaceMemberRemoved.class,
                event -> event.workspaceId().value() == id && boss.equals(event.actorId()));
        assertThat(as(member).get("/workspaces/" + id).code()).isEqualTo(40_006);
        assertThat(as(member).get("/environments/" + environment).code()).isEqualTo(40_001);
        assertThat(owner.get("/workspaces/" + id).data().path("member_count").asInt())
                .isEqualTo(1);
        assertThat(owner.get("/workspaces/" + id + "/members")
                        .data()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void refusesBadMembers() {
        long ownerId = newCustomer();
        Api owner = as(ownerId);
        long id = owner.workspace("shared");
        long member = registered();

        assertThat(add(owner, id, "\"email\":\"nobody@example.org\"", "member").code())
                .isEqualTo(30_001);
        assertThat(add(owner, id, "\"customer_id\":" + member, "owner").code()).isEqualTo(30_001);
        assertThat(add(owner, id, "\"customer_id\":" + member + ",\"email\":\"a@example.org\"", "member")
                        .code())
                .isEqualTo(30_001);
        add(owner, id, email(member), "member");
        assertThat(add(owner, id, "\"customer_id\":" + member, "viewer").code()).isEqualTo(40_005);
        assertThat(owner.delete("/workspaces/" + id + "/members/" + ownerId).code())
                .isEqualTo(20_003);
        assertThat(owner.delete("/workspaces/" + id + "/members/999999").code()).isEqualTo(40_006);
        assertThat(as(member).delete("/workspaces/" + id + "/members/" + member).status())
                .isEqualTo(204);
    }

    @Test
    void takesMembersByNumberOnlyFromPeopleTheCallerKnows() {
        Api owner = as(newCustomer());
        long first = owner.workspace("first");
        long second = owner.workspace("second");
        long stranger = registered();

        Answer unknown = add(owner, first, "\"customer_id\":999999", "member");
        Answer refused = add(owner, first, "\"customer_id\":" + stranger, "member");
        assertThat(unknown.code()).isEqualTo(40_006);
        assertThat(refused.code()).isEqualTo(40_006);
        assertThat(refused.body().path("message").asString())
                .isEqualTo(unknown.body().path("message").asString().replace("999999", "" + stranger));

        Answer invited = add(owner, first, email(stranger), "viewer");
        assertThat(invited.text("username")).isEqualTo("user" + stranger);
        assertThat(invited.body().toString()).doesNotContain("example.org");
        assertThat(add(owner, second, "\"customer_id\":" + stranger, "member").status())
                .isEqualTo(201);
        Answer listed = as(stranger).get("/workspaces/" + second + "/members");
        assertThat(listed.data().path("items").size()).isEqualTo(2);
        assertThat(listed.body().toString()).doesNotContain("@");
    }

    @Test
    void doesNotExistForStrangersAndStaysWhileEnvironmentsLive() {
        Api owner = as(newCustomer());
        long id = owner.workspace("busy");
        String environment = owner.environment(id, 0);
        Api stranger = as(newCustomer());

        assertThat(stranger.get("/workspaces/" + id).code()).isEqualTo(40_006);
        assertThat(stranger.get("/workspaces/" + id + "/members").code()).isEqualTo(40_006);
        assertThat(stranger.get("/workspaces/" + id + "/quota").code()).isEqualTo(40_006);
        assertThat(stranger.patch("/workspaces/" + id, "{\"name\":\"mine\"}").code())
                .isEqualTo(40_006);
        assertThat(owner.delete("/workspaces/" + id).code()).isEqualTo(40_002);
        owner.delete("/environments/" + environment);
        publisher.publish(Facts.of(environment).deleted(0));
        eventually(() -> assertThat(owner.delete("/workspaces/" + id).status()).isEqualTo(204));
    }

    @Test
    void refusesWrongFields() {
        Api api = as(newCustomer());

        assertThat(api.post("/workspaces", "{\"name\":\"x\"}").code()).isEqualTo(30_001);
        assertThat(api.post("/workspaces", "{\"name\":\"fine\",\"type\":\"personal\"}")
                        .code())
                .isEqualTo(30_001);
        assertThat(api.post("/workspaces", "{\"name\":\"fine\",\"type\":\"club\"}")
                        .code())
                .isEqualTo(30_001);
        assertThat(api.get("/workspaces/0").status()).isEqualTo(400);
        assertThat(api.get("/workspaces/x").status()).isEqualTo(400);
    }

    private static String email(long customer) {
        return "\"email\":\"user" + customer + "@example.org\"";
    }

    private static Answer add(Api api, long workspace, String who, String role) {
        return api.post("/workspaces/" + workspace + "/members", "{" + who + ",\"role\":\"" + role + "\"}");
    }
}
