package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.testing.TopicProbe;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@IdentityTest
class SshKeysIT {
    private static final String PATH = "/api/v1/users/me/ssh-keys";
    // spotless:off
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAgaoS1enT6A52dxI2aUmNFSNr62nNvdnvQ19+EZr0yz ada@laptop";
    // spotless:on

    @LocalServerPort
    private int port;

    @Autowired
    private TopicProbe topics;

    @Test
    void addsAndRemovesAKeyAndTellsTheOthersOfEachOnce() {
        Person ada = new Person(port, "key-ada").registered().loggedIn();
        long id = ada.id();
        JsonNode key = Person.data(ada.send(HttpMethod.POST, PATH, Map.of("name", "laptop", "public_key", KEY)), 201);
        assertThat(key.path("fingerprint").asString()).isEqualTo("SHA256:S9Dp007Apb7vR3/xOT9gvqIFlxM5ZH2xvsQH4awlvu0");
        assertThat(Person.data(ada.get(PATH), 200).path("items").size()).isEqualTo(1);
        SshKeyAdded added =
                topics.await(SshKeyAdded.class, event -> event.customerId().value() == id);
        assertThat(added.publicKey()).startsWith("ssh-ed25519 ").doesNotContain("ada@laptop");
        assertThat(added.keyId()).isEqualTo(key.path("id").asLong());
        ada.send(HttpMethod.DELETE, PATH + "/" + added.keyId(), null)
                .expectStatus()
                .isNoContent();
        ada.send(HttpMethod.DELETE, PATH + "/" + added.keyId(), null)
                .expectStatus()
                .isNotFound();
        topics.await(SshKeyRemoved.class, event -> event.keyId() == added.keyId());
        await().during(Duration.ofSeconds(1))
                .until(() -> topics.messages(SshKeyAdded.class).stream()
                                        .filter(event -> event.keyId() == added.keyId())
                                        .count()
                                == 1
                        && topics.messages(SshKeyRemoved.class).stream()
                                        .filter(event -> event.keyId() == added.keyId())
                                        .count()
                                == 1);
    }

    @Test
    void refusesTheSameKeyTwiceAndWhatIsNoKey() {
        Person bea = new Person(port, "key-bea").registered().loggedIn();
        bea.send(HttpMethod.POST, PATH, Map.of("public_key", KEY))
                .expectStatus()
                .isCreated();
        JsonNode twice = Person.json(bea.send(HttpMethod.POST, PATH, Map.of("name", "again", "public_key", KEY)), 409);
        assertThat(twice.path("code").asInt()).isEqualTo(40005);
        JsonNode broken = Person.json(bea.send(HttpMethod.POST, PATH, Map.of("public_key", "ssh-rsa AAAA")), 400);
        assertThat(broken.path("details").path("fields").path(0).path("field").asString())
                .isEqualTo("public_key");
    }

    @Test
    void keepsOthersKeysOutOfReach() {
        Person cat = new Person(port, "key-cat").registered().loggedIn();
        Person dan = new Person(port, "key-dan").registered().loggedIn();
        long id = Person.data(cat.send(HttpMethod.POST, PATH, Map.of("public_key", KEY)), 201)
                .path("id")
                .asLong();
        dan.send(HttpMethod.DELETE, PATH + "/" + id, null).expectStatus().isNotFound();
        assertThat(Person.data(cat.get(PATH), 200).path("items").size()).isEqualTo(1);
    }
}
