package io.remotegpu.messaging.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.HostKey;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.UnknownEvent;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.signing.SigningKey;
import io.remotegpu.contracts.signing.SigningSerializer;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.testing.Publisher;
import io.remotegpu.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys come over a real Kafka; the facts are read as a listener's consumer reads them. */
class HostFactsIT {
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static Publisher scheduler;
    private static HostFacts facts;

    private final HostId host = new HostId("host-" + UUID.randomUUID());
    private final KeyPair keys = keys();
    private final HostHeartbeat heartbeat = new HostHeartbeat(host, Instant.now(), 1, List.of());

    @BeforeAll
    static void connect() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            if (!admin.listTopics().names().get().contains(Topics.HOST_KEYS)) {
                admin.createTopics(List.of(new NewTopic(Topics.HOST_KEYS, 1, (short) 1)))
                        .all()
                        .get();
            }
        }
        scheduler = new Publisher(TestKafka.bootstrapServers(), "scheduler-service");
        facts = new HostFacts(true, Map.of("bootstrap.servers", TestKafka.bootstrapServers()), METERS);
    }

    @AfterAll
    static void close() {
        facts.close();
        scheduler.close();
    }

    @Test
    void aFactCountsFromTheMomentItsHostsKeyWasTold() {
        assertThat(heard(heartbeat, Topics.NODE, keys)).isInstanceOf(UnknownEvent.class);
        tell(keys, false);
        assertThat(heard(heartbeat, Topics.NODE, keys)).isEqualTo(heartbeat);
    }

    @Test
    void anotherKeysSignatureIsRefusedUntilTheHostIsEnrolledAnew() {
        tell(keys, false);
        KeyPair other = keys();
        double before = refused("forged");
        assertThat(heard(heartbeat, Topics.NODE, other)).isInstanceOf(UnknownEvent.class);
        assertThat(refused("forged")).isEqualTo(before + 1);
        tell(other, false);
        // the forged fact has had the keys asked for: those are not asked for again at once
        await().untilAsserted(
                        () -> assertThat(heard(heartbeat, Topics.NODE, other)).isEqualTo(heartbeat));
        assertThat(heard(heartbeat, Topics.NODE, keys)).isInstanceOf(UnknownEvent.class);
    }

    @Test
    void aRevokedHostIsNotHeard() {
        tell(keys, true);
        double before = refused("revoked");
        assertThat(heard(heartbeat, Topics.NODE, keys)).isInstanceOf(UnknownEvent.class);
        assertThat(refused("revoked")).isEqualTo(before + 1);
    }

    @Test
    void whatWasChangedUnderASignatureIsRefused() {
        tell(keys, false);
        Headers headers = new RecordHeaders();
        byte[] value = signing(keys).serialize(Topics.NODE, headers, envelope(heartbeat));
        assertThat(read(Topics.NODE, headers, value).message()).isEqualTo(heartbeat);
        byte[] changed = new String(value, StandardCharsets.UTF_8)
                .replace("\"uptime\":1", "\"uptime\":2")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(read(Topics.NODE, headers, changed).message()).isInstanceOf(UnknownEvent.class);
        headers.remove("ce_id").add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        assertThat(read(Topics.NODE, headers, value).message()).isInstanceOf(UnknownEvent.class);
    }

    @Test
    void aRefusedFactHasAnIdOfItsOwnSoThatItHidesNoTrueOne() {
        Headers headers = new RecordHeaders();
        Envelope<Message> envelope = envelope(heartbeat);
        byte[] value = new EnvelopeSerializer().serialize(Topics.NODE, headers, envelope);
        assertThat(read(Topics.NODE, headers, value).id()).isNotEqualTo(envelope.id());
    }

    @Test
    void whatHostsDoNotSayIsRefusedOnTheirTopicsAndLeftAloneElsewhere() {
        tell(keys, false);
        CustomerSuspended foreign = new CustomerSuspended(new CustomerId(1));
        assertThat(heard(foreign, Topics.NODE, keys)).isInstanceOf(UnknownEvent.class);
        assertThat(heard(heartbeat, Topics.TELEMETRY, keys)).isInstanceOf(UnknownEvent.class);
        assertThat(heard(foreign, Topics.IDENTITY, keys)).isEqualTo(foreign);
    }

    private void tell(KeyPair pair, boolean revoked) {
        String publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        scheduler.publish(new HostKey(host, publicKey, revoked));
    }

    private static Message heard(Message message, String topic, KeyPair signer) {
        Headers headers = new RecordHeaders();
        byte[] value = signing(signer).serialize(topic, headers, envelope(message));
        return read(topic, headers, value).message();
    }

    private static Envelope<Message> read(String topic, Headers headers, byte[] value) {
        try (Deserializer<Envelope<Message>> reader = facts.deserializers().get()) {
            return Objects.requireNonNull(reader.deserialize(topic, headers, value));
        }
    }

    private static Serializer<Envelope<? extends Message>> signing(KeyPair pair) {
        return new SigningSerializer<>(new EnvelopeSerializer(), new SigningKey(pair.getPrivate()));
    }

    private static Envelope<Message> envelope(Message message) {
        return new Envelope<>(UUID.randomUUID(), "node-agent/test", Instant.now(), null, message);
    }

    private static double refused(String reason) {
        return METERS.find(HostFacts.REFUSED).tag("reason", reason).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
