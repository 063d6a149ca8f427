package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.IdentityEvent;
import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.testing.TopicProbe;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** What an account that may not be used still opens. */
@IdentityTest
class SuspendedAccountIT {
    private static final String KEYS = "/api/v1/users/me/ssh-keys";

    @LocalServerPort
    private int port;

    @Autowired
    private TopicProbe topics;

    @ParameterizedTest
    @ValueSource(strings = {"suspended", "deleted"})
    void takesItsKeysAwayAndGivesThemBack(String status) {
        Person mary = new Person(port, "keyless-" + status).registered().loggedIn();
        long id = mary.id();
        long first = add(mary, 1);
        long second = add(mary, 2);
        change(id, status);
        await().untilAsserted(() -> assertThat(told(id, SshKeyRemoved.class)).containsExactly(first, second));
        change(id, status);
        change(id, "active");
        await().untilAsserted(
                        () -> assertThat(told(id, SshKeyAdded.class)).containsExactly(first, second, first, second));
        await().during(Duration.ofSeconds(1))
                .until(() -> told(id, SshKeyRemoved.class).size() == 2);
    }

    @Test
    void takesNoNewKeyAndTheOldOnesComeBack() {
        Person nina = new Person(port, "keyless-nina").registered().loggedIn();
        long id = nina.id();
        long key = add(nina, 3);

        change(id, "suspended");
        assertThat(Person.json(post(nina, 4), 403).path("code").asInt()).isEqualTo(20006);

        change(id, "active");
        await().untilAsserted(() -> assertThat(told(id, SshKeyAdded.class)).containsExactly(key, key));
    }

    private List<Long> told(long customer, Class<? extends IdentityEvent> type) {
        return topics.messages(type).stream()
                .filter(event -> event.customerId().value() == customer)
                .map(SuspendedAccountIT::keyId)
                .toList();
    }

    private static long keyId(IdentityEvent event) {
        return switch (event) {
            case SshKeyAdded added -> added.keyId();
            case SshKeyRemoved removed -> removed.keyId();
            default -> throw new IllegalArgumentException("tells of no key");
        };
    }

    private void change(long id, String status) {
        new Person(port, "admin")
                .from("198.51.100.44")
                .loggedInWith("Gpu-Fleet-7-keeper")
                .send(HttpMethod.PUT, "/api/v1/admin/users/" + id + "/status", Map.of("status", status))
                .expectStatus()
                .isOk();
    }

    private static long add(Person person, int seed) {
        return Person.data(post(person, seed), 201).path("id").asLong();
    }

    private static ResponseSpec post(Person person, int seed) {
        return person.send(HttpMethod.POST, KEYS, Map.of("name", "key" + seed, "public_key", key(seed)));
    }

    private static String key(int seed) {
        byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        byte[] point = new byte[32];
        point[0] = (byte) seed;
        byte[] blob = ByteBuffer.allocate(8 + type.length + point.length)
                .putInt(type.length)
                .put(type)
                .putInt(point.length)
                .put(point)
                .array();
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob);
    }
}
