package io.remotegpu.scheduler.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.Topics;
import io.remotegpu.testing.TestTokens;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** Hosts that try what they should not. */
class EnrollmentIT extends SecuredScheduler {
    @Test
    void aTokenEnrolsOneHostOnceAndIsNeverShownAgain() {
        JsonNode made = created("{}");
        String token = made.path("token").asString();
        EnrollingHost host = host();

        EnrollingHost.Answer enrolled = host.enroll(token);
        assertThat(enrolled.status()).isEqualTo(201);
        assertThat(enrolled.body()
                        .path("data")
                        .path("kafka")
                        .path("bootstrap_servers")
                        .asString())
                .isEqualTo(kafka.agentServers());
        assertThat(host().enroll(token).error()).isEqualTo("token_reused");

        String shown =
                admin.get("/enrollment-tokens/" + made.path("id").asLong()).body();
        assertThat(shown)
                .contains("\"status\":\"used\"", "\"used_by\":\"" + host.id + "\"")
                .doesNotContain(token);
        assertThat(admin.get("/enrollment-tokens?page_size=100").body())
                .contains(shown(made))
                .doesNotContain(token);
        assertThat(admin.get("/hosts/" + host.id + "/enrollment").body())
                .contains("\"fingerprint\":\"SHA256:", "\"hostname\":\"gpu-1\"");
        assertThat(jdbc.sql("select count(*) from enrollment_tokens where token_hash = :token")
                        .param("token", token)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aTokenThatExpiredOrWasRevokedOrMadeUpEnrolsNobody() {
        JsonNode expired = created("{}");
        jdbc.sql("""
                update enrollment_tokens set created_at = created_at - interval '2 hours', expires_at = created_at - interval '1 hour'
                where id = :id
                """).param("id", expired.path("id").asLong()).update();
        assertThat(host().enroll(expired.path("token").asString()).error()).isEqualTo("token_expired");

        JsonNode revoked = created("{}");
        assertThat(admin.send("/enrollment-tokens/" + revoked.path("id").asLong(), "DELETE", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(host().enroll(revoked.path("token").asString()).error()).isEqualTo("bad_credentials");
        assertThat(host().enroll("rgpu-enroll-guessed").error()).isEqualTo("bad_credentials");
    }

    @Test
    void aSignatureOfAnotherKeyIsRefusedAndSpendsNothing() {
        String token = created("{}").path("token").asString();
        EnrollingHost host = host();
        assertThat(host.enroll(token, host.id, host().key()).error()).isEqualTo("bad_credentials");
        assertThat(host.enroll(token).status()).isEqualTo(201);
    }

    @Test
    void onlyATokenMadeForItTakesTheNameOfAKnownHost() {
        EnrollingHost first = enrolled();
        EnrollingHost second = host();
        String any = created("{}").path("token").asString();
        assertThat(second.enroll(any, first.id, second.key()).error()).isEqualTo("already_exists");
        assertThat(second.enroll(any).status()).isEqualTo(201);

        String made =
                created("{\"host_id\":\"" + first.id + "\"}").path("token").asString();
        assertThat(host().enroll(made).error()).isEqualTo("forbidden");
        assertThat(second.enroll(made, first.id, second.key()).status()).isEqualTo(201);
        EnrollingHost own = host();
        assertThat(own.enroll("the-token-of-the-configuration", new HostId("own-host"), own.key())
                        .status())
                .isEqualTo(201);
        assertThat(created("{\"host_id\":\"a.dlt\"}").isMissingNode()).isTrue();
    }

    @Test
    void anAgentReadsItsOwnCommandsAndNothingElse() throws Exception {
        EnrollingHost host = enrolled();
        EnrollingHost other = enrolled();
        host.says(registered(host.id));
        await().until(() -> isRegistered(host.id));

        for (String foreign : List.of(
                Topics.nodeCommands(other.id),
                Topics.nodeQuestions(other.id),
                Topics.NODE,
                Topics.SCHEDULER,
                Topics.deadLetters(Topics.nodeCommands(host.id)))) {
            try (KafkaConsumer<String, String> reading = host.reads(foreign)) {
                assertThat(awaitRefusal(reading)).as(foreign).isInstanceOf(AuthorizationException.class);
            }
        }
        for (String foreign : List.of(
                Topics.nodeCommands(host.id), Topics.nodeCommands(other.id), Topics.HOST_KEYS, Topics.SCHEDULER)) {
            assertThatThrownBy(() -> host.writes(foreign, "{}"))
                    .as(foreign)
                    .hasCauseInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void whatAHostSaysInTheNameOfAnotherIsRefusedAndCounted() throws Exception {
        EnrollingHost liar = enrolled();
        EnrollingHost victim = enrolled();
        victim.says(registered(victim.id));
        await().until(() -> isRegistered(victim.id));
        Instant before = lastHeartbeat(victim.id);
        double forged = refused("forged");
        double unknown = refused("not_enrolled");

        HostId nobody = host().id;
        liar.says(new HostHeartbeat(victim.id, Instant.now().plusSeconds(60), 1, List.of()));
        liar.says(registered(nobody));

        await().until(() -> refused("forged") > forged && refused("not_enrolled") > unknown);
        assertThat(lastHeartbeat(victim.id)).isEqualTo(before);
        assertThat(isRegistered(nobody)).isFalse();
    }

    @Test
    void newCredentialsTakeThePlaceOfTheOldOnesAndAProofServesOnce() {
        EnrollingHost host = enrolled();
        KafkaConsumer<String, String> withTheOld = host.reads(Topics.nodeCommands(host.id));
        Instant signedAt = EnrollingHost.now().plusSeconds(1);

        assertThat(host.renew(signedAt).status()).isEqualTo(200);
        try (withTheOld;
                KafkaConsumer<String, String> withTheNew = host.reads(Topics.nodeCommands(host.id))) {
            awaitRead(withTheNew);
            assertThat(awaitRefusal(withTheOld)).isInstanceOf(SaslAuthenticationException.class);
        }
        assertThat(host.renew(signedAt).error()).isEqualTo("bad_credentials");
        assertThat(host.renew(signedAt.plusSeconds(3600)).error()).isEqualTo("bad_credentials");
        assertThat(host().renew(EnrollingHost.now()).error()).isEqualTo("bad_credentials");
    }

    @Test
    void aRevokedHostIsCutOffOnConnectionsThatAreOpenToo() throws Exception {
        EnrollingHost host = enrolled();
        host.says(registered(host.id));
        await().until(() -> isRegistered(host.id));
        Instant before = lastHeartbeat(host.id);
        double revoked = refused("revoked");

        try (KafkaConsumer<String, String> open = host.reads(Topics.nodeCommands(host.id))) {
            awaitRead(open);
            assertThat(admin.send("/hosts/" + host.id + "/enrollment", "DELETE", "")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(awaitRefusal(open)).isInstanceOf(AuthorizationException.class);
        }
        assertThatThrownBy(() -> host.writes(Topics.NODE, "{}"))
                .cause()
                .isInstanceOfAny(AuthorizationException.class, SaslAuthenticationException.class);
        host.says(new HostHeartbeat(host.id, Instant.now().plusSeconds(60), 1, List.of()), kafka.servers());
        await().until(() -> refused("revoked") > revoked);
        assertThat(lastHeartbeat(host.id)).isEqualTo(before);
        assertThat(host.renew(EnrollingHost.now().plusSeconds(1)).error()).isEqualTo("forbidden");
        assertThat(admin.get("/hosts/" + host.id + "/events").body()).contains("enrollment_revoked");
    }

    @Test
    void onlyAdministratorsMakeTokens() {
        assertThat(statusOfATokenFor(TestTokens.of(7))).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(admin.send("/enrollment-tokens", "POST", "{\"expires_in\":1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin.get("/hosts/nowhere/enrollment").statusCode()).isEqualTo(404);
    }
}
