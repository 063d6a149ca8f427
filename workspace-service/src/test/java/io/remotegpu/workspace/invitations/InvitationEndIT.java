package io.remotegpu.workspace.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.WorkspaceEvent.InvitationSent;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.RunningService;
import org.junit.jupiter.api.Test;

class InvitationEndIT extends RunningService {
    @Test
    void isOverWhenDeclinedWithdrawnSentAgainOrExpired() {
        Api owner = as(registered());
        long workspace = owner.workspace("choosy");
        Api guest = as(registered());

        String declined = invite(owner, workspace, "\"role\":\"viewer\"").text("token");
        assertThat(answer(guest, declined, "decline").status()).isEqualTo(204);
        assertThat(answer(guest, declined, "accept").code()).isEqualTo(40_006);

        Answer withdrawn = invite(owner, workspace, "\"role\":\"viewer\"");
        String path = "/workspaces/" + workspace + "/invitations/"
                + withdrawn.data().path("id").asLong();
        assertThat(owner.delete(path).status()).isEqualTo(204);
        assertThat(owner.delete(path).status()).as("a repeat").isEqualTo(204);
        assertThat(answer(guest, withdrawn.text("token"), "accept").code()).isEqualTo(40_006);
        assertThat(owner.post(path + "/resend", "").code()).isEqualTo(40_005);

        Answer renewed = invite(owner, workspace, "\"role\":\"viewer\"");
        long id = renewed.data().path("id").asLong();
        String again = owner.post("/workspaces/" + workspace + "/invitations/" + id + "/resend", "")
                .text("token");
        assertThat(again).isNotEmpty().isNotEqualTo(renewed.text("token"));
        assertThat(guest.get("/invitations/" + renewed.text("token")).code()).isEqualTo(40_006);
        assertThat(guest.get("/invitations/" + again).status()).isEqualTo(200);

        expire(id);
        assertThat(answer(guest, again, "accept").code()).isEqualTo(40_006);
        assertThat(owner.get("/workspaces/" + workspace + "/invitations?status=expired")
                        .data()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void invitesAnAddressOnceAtATime() {
        Api owner = as(registered());
        long workspace = owner.workspace("polite");
        String somebody = "\"email\":\"nobody-yet@example.org\",\"role\":\"member\"";

        Answer first = invite(owner, workspace, somebody);
        assertThat(mail(first).inviteeId()).isNull();
        assertThat(invite(owner, workspace, somebody.replace("nobody", "Nobody"))
                        .code())
                .isEqualTo(40_005);
        expire(first.data().path("id").asLong());
        assertThat(invite(owner, workspace, somebody).status()).isEqualTo(201);
    }

    @Test
    void refusesWhereThereIsNothingToInviteInto() {
        long id = registered();
        Api owner = as(id);
        long personal = owner.get("/workspaces?type=personal")
                .data()
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        long workspace = owner.workspace("shared");
        long member = registered();
        String token = invite(owner, workspace, "\"role\":\"member\"").text("token");

        assertThat(invite(owner, personal, "\"role\":\"member\"").code()).isEqualTo(20_003);
        assertThat(invite(owner, workspace, "\"role\":\"owner\"").code()).isEqualTo(30_001);
        assertThat(answer(owner, token, "accept").code()).as("a member").isEqualTo(40_005);
        assertThat(answer(as(member), token, "accept").status()).isEqualTo(200);
        assertThat(invite(owner, workspace, "\"email\":\"user" + member + "@example.org\",\"role\":\"admin\"")
                        .code())
                .isEqualTo(40_005);
        String late = invite(owner, workspace, "\"role\":\"member\"").text("token");
        assertThat(owner.delete("/workspaces/" + workspace).status()).isEqualTo(204);
        assertThat(answer(as(registered()), late, "accept").code()).isEqualTo(20_003);
    }

    @Test
    void writesDownWhoInvitedWhomAndWhatTheyAnswered() {
        long inviter = registered();
        Api owner = as(inviter);
        long workspace = owner.workspace("recorded");
        long guest = registered();
        String token = invite(owner, workspace, "\"role\":\"member\"").text("token");
        answer(as(guest), token, "accept");
        owner.patch("/workspaces/" + workspace + "/members/" + guest, "{\"role\":\"admin\"}");

        Answer log = owner.get("/workspaces/" + workspace + "/audit-logs");

        assertThat(log.data().path("items").findValuesAsString("action"))
                .containsExactly("member_role_changed", "invitation_accepted", "invitation_sent", "workspace_created");
        assertThat(log.data().path("items").path(0).path("before").path("role").asString())
                .isEqualTo("member");
        assertThat(log.data().path("items").path(0).path("actor_id").asLong()).isEqualTo(inviter);
        assertThat(log.data().path("items").path(1).path("actor_id").asLong()).isEqualTo(guest);
        assertThat(owner.get("/workspaces/" + workspace + "/audit-logs?action=invitation_sent")
                        .data()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    private InvitationSent mail(Answer sent) {
        long id = sent.data().path("id").asLong();
        return topics.await(InvitationSent.class, event -> event.invitationId() == id);
    }

    private void expire(long id) {
        inDatabase(jdbc -> jdbc.sql("update workspace_invitations set expires_at = created_at where id = :id")
                .param("id", id)
                .update());
    }

    private static Answer invite(Api api, long workspace, String fields) {
        return api.post("/workspaces/" + workspace + "/invitations", "{" + fields + "}");
    }

    private static Answer answer(Api api, String token, String what) {
        return api.post("/invitations/" + token + "/" + what, "");
    }
}
