package io.remotegpu.gis.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisApiKey;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.Api;
import io.remotegpu.gis.RunningGis;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.gis.apikeys.ApiKey.Scope;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ApiKeyIT extends RunningGis {
    private static final String FILES = "{\"mbtiles\":{\"files\":[\"streets.mbtiles\"]}}";

    @Autowired
    ApiKeyDesk desk;

    @Autowired
    KeysOfDeletedServices deleted;

    private Api owner;
    private long service;
    private String keys;

    @BeforeEach
    void makeService() {
        owner = somebody();
        service = owner.service("martin", "tiles", FILES);
        keys = "/user-services/" + service + "/api-keys";
    }

    @Test
    void showsTheSecretOnceAndTellsGatewaysItsHash() {
        JsonNode made = made("""
                {"name":"web map","scope":"write","expires_in_days":30,"referers":["*.example.org"],"requests_per_second":20}""");

        String secret = made.path("key").asString();
        GisApiKey told = topics.await(
                GisApiKey.class, key -> key.keyId().equals(made.path("id").asString()));
        assertThat(secret).startsWith("rgis_").hasSizeGreaterThan(30);
        assertThat(told.sha256()).isEqualTo(new KeySecret(secret).hash());
        assertThat(told.serviceId()).isEqualTo(WorkloadIds.of(service));
        assertThat(told.mayWrite()).isTrue();
        assertThat(told.referers()).containsExactly("*.example.org");
        assertThat(told.requestsPerSecond()).isEqualTo(20);
        assertThat(told.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
        assertThat(told.revoked()).isFalse();
        assertThat(owner.get(keys).data().toString())
                .contains("web map", "\"scope\":\"write\"")
                .doesNotContain(secret, told.sha256());
    }

    @Test
    void tellsGatewaysThatAKeyOpensNothingAnyMore() {
        String id = made("{\"name\":\"old\"}").path("id").asString();

        assertThat(owner.delete(keys + "/" + id).status()).isEqualTo(204);

        topics.await(GisApiKey.class, key -> key.keyId().equals(id) && key.revoked());
        assertThat(owner.get(keys).data().path("items")).isEmpty();
        assertThat(owner.delete(keys + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void withdrawsAllKeysOfAServiceThatIsDeleted() {
        String first = made("{\"name\":\"a\"}").path("id").asString();
        String second = made("{\"name\":\"b\"}").path("id").asString();

        deleted.deleted(service, false);
        deleted.deleted(service, false);

        topics.await(GisApiKey.class, key -> key.keyId().equals(first) && key.revoked());
        topics.await(GisApiKey.class, key -> key.keyId().equals(second) && key.revoked());
    }

    @Test
    void withdrawsAllKeysOfAServiceThatNeverRanAndIsGoneAtOnce() {
        String id = made("{\"name\":\"a\"}").path("id").asString();

        owner.delete("/user-services/" + service);

        topics.await(GisApiKey.class, key -> key.keyId().equals(id) && key.revoked());
    }

    @Test
    void makesNoKeyOfAServiceThatIsBeingDeletedOrGone() {
        jdbc.sql("update user_service_configs set service_status = 'deleting' where id = :id")
                .param("id", service)
                .update();
        assertThat(owner.post(keys, "{\"name\":\"late\"}").code()).isEqualTo(40006);

        jdbc.sql("update user_service_configs set service_status = 'stopped', deleted_at = :now where id = :id")
                .param("now", Timestamp.from(NOON))
                .param("id", service)
                .update();
        ApiKey late = new ApiKey(UUID.randomUUID(), service, "hash", "later", Scope.READ, null, List.of(), 0, NOON);
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> desk.make(late, new CustomerId(1)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void hidesTheKeysOfOthers() {
        String id = made("{\"name\":\"mine\"}").path("id").asString();

        assertThat(somebody().get(keys).code()).isEqualTo(40006);
        assertThat(somebody().post(keys, "{\"name\":\"theirs\"}").code()).isEqualTo(40006);
        assertThat(somebody().delete(keys + "/" + id).code()).isEqualTo(40006);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\" \"}",
                "{\"name\":\"a\",\"scope\":\"admin\"}",
                "{\"name\":\"a\",\"expires_in_days\":0}",
                "{\"name\":\"a\",\"referers\":[\"https://maps.example.org/\"]}",
                "{\"name\":\"a\",\"requests_per_second\":-1}"
            })
    void namesWhatIsWrongWithARequest(String body) {
        Api.Answer refused = owner.post(keys, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.details().path("fields")).isNotEmpty();
    }

    @Test
    void allowsSoManyKeysAndNoMore() {
        for (int i = 0; i < 50; i++) {
            made("{\"name\":\"key " + i + "\"}");
        }

        assertThat(owner.post(keys, "{\"name\":\"one more\"}").code()).isEqualTo(40003);
    }

    private JsonNode made(String body) {
        Api.Answer answer = owner.post(keys, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.data();
    }
}
