package io.remotegpu.workspace.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.WorkspaceEvent.InvitationAccepted;
import io.remotegpu.contracts.WorkspaceEvent.InvitationSent;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.RunningService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InvitationIT extends RunningService {
    @Test
    void bringsInWhomTheMailIsAddressedTo() {
        long inviter = registered();
        Api owner = as(inviter);
        long workspace = owner.workspace("vision lab");
        long invited = registered();

        Answer sent = invite(owner, workspace, "\"email\":\"User" + invited + "@example.org\",\"role\":\"member\"");
        InvitationSent mail = mail(sent);

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.text("status")).isEqualTo("pending");
        assertThat(sent.data().has("token")).as("the mail alone carries it").isFalse();
        assertThat(mail.inviteeId()).isNotNull();
        assertThat(mail.workspaceName()).isEqualTo("vision lab");
        assertThat(as(invited).get("/invitations/" + mail.token()).text("workspace_name"))
                .isEqualTo("vision lab");
        assertThat(answer(as(invited), mail.token(), "accept")
                        .data()
                        .path("workspace_id")
                        .asLong())
                .isEqualTo(workspace);
        assertThat(as(invited).get("/workspaces/" + workspace).text("my_role")).isEqualTo("member");
        assertThat(owner.get("/workspaces/" + workspace)
                        .data()
                        .path("member_count")
                        .asInt())
                .isEqualTo(2);
        InvitationAccepted accepted = topics.await(
                InvitationAccepted.class, event -> event.customerId().value() == invited);
        assertThat(accepted.inviterId().value()).isEqualTo(inviter);
    }

    @Test
    void opensNothingForWhoeverElseSeesTheMail() {
        Api owner = as(registered());
        long workspace = owner.workspace("private");
        long invited = registered();
        Api thief = as(registered());

        InvitationSent mail =
                mail(invite(owner, workspace, "\"email\":\"user" + invited + "@example.org\",\"role\":\"admin\""));

        assertThat(thief.get("/invitations/" + mail.token()).code()).isEqualTo(40_006);
        assertThat(answer(thief, mail.token(), "accept").code()).isEqualTo(40_006);
        assertThat(answer(thief, mail.token(), "decline").code()).isEqualTo(40_006);
        assertThat(thief.get("/workspaces/" + workspace).code()).isEqualTo(40_006);
        assertThat(answer(as(invited), mail.token(), "accept").status()).isEqualTo(200);
    }

    @Test
    void letsALinkInOnceHoweverManyTryAtOnce() throws Exception {
        Api owner = as(registered());
        long workspace = owner.workspace("linked");
        String token = invite(owner, workspace, "\"role\":\"viewer\"").text("token");
        List<Api> people = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            people.add(as(newCustomer()));
        }

        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = people.stream()
                    .map(person -> threads.submit(() -> answer(person, token, "accept")))
                    .toList();
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
        }

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 404);
        assertThat(owner.get("/workspaces/" + workspace)
                        .data()
                        .path("member_count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void keepsOnlyTheHashOfALinkAndTellsNobody() throws Exception {
        Api owner = as(registered());
        long workspace = owner.workspace("secretive");
        String token = invite(owner, workspace, "\"role\":\"viewer\"").text("token");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));

        byte[] kept =
                inDatabase(jdbc -> jdbc.sql("select token_hash from workspace_invitations where workspace_id = :id")
                        .param("id", workspace)
                        .query(byte[].class)
                        .single());
        long told = inDatabase(jdbc -> jdbc.sql("select count(*) from outbox where payload like :token")
                .param("token", "%" + token + "%")
                .query(Long.class)
                .single());

        assertThat(kept).isEqualTo(hash);
        assertThat(told).isZero();
        assertThat(owner.get("/workspaces/" + workspace + "/invitations").body().toString())
                .contains("pending")
                .doesNotContain(token);
    }

    private InvitationSent mail(Answer sent) {
        long id = sent.data().path("id").asLong();
        return topics.await(InvitationSent.class, event -> event.invitationId() == id);
    }

    private static Answer invite(Api api, long workspace, String fields) {
        return api.post("/workspaces/" + workspace + "/invitations", "{" + fields + "}");
    }

    private static Answer answer(Api api, String token, String what) {
        return api.post("/invitations/" + token + "/" + what, "");
    }
}
