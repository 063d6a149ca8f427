package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.signing.HostProof;
import io.remotegpu.contracts.signing.SigningKey;
import io.remotegpu.contracts.signing.SigningSerializer;
import io.remotegpu.contracts.wire.Envelope;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A host with a key of its own, which it uses as it likes. */
final class EnrollingHost {
    private static final Map<String, String> FACTS = Map.of("os", "Linux", "hostname", "gpu-1");
    private static final JsonMapper JSON = JsonMapper.shared();

    final HostId id;
    private final KeyPair keys = keys();
    private final RestClient http;
    private final String agentServers;
    private String user = "";
    private String password = "";

    EnrollingHost(String origin, String agentServers) {
        this(new HostId("host-" + UUID.randomUUID().toString().substring(0, 8)), origin, agentServers);
    }

    /** With a key that is new, whoever had that id before. */
    EnrollingHost(HostId id, String origin, String agentServers) {
        this.id = id;
        this.http = RestClient.builder()
                .baseUrl(origin + "/api/v1/enrollment")
                .defaultHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .defaultStatusHandler(status -> true, (request, answer) -> {})
                .build();
        this.agentServers = agentServers;
    }

    record Answer(int status, JsonNode body) {
        String error() {
            return body.path("error").asString("");
        }
    }

    SigningKey key() {
        return new SigningKey(keys.getPrivate());
    }

    Answer enroll(String token) {
        return enroll(token, id, key());
    }

    /** @param signer whose key signs it, though this host's own is sent */
    Answer enroll(String token, HostId asHost, SigningKey signer) {
        Instant now = now();
        String signature =
                HostProof.ofEnrollment(token, asHost, publicKey(), FACTS, now).sign(signer);
        return post(
                "",
                Map.of(
                        "token",
                        token,
                        "host_id",
                        asHost.value(),
                        "public_key",
                        publicKey(),
                        "facts",
                        FACTS,
                        "signed_at",
                        now.toString(),
                        "signature",
                        signature));
    }

    Answer renew(Instant signedAt) {
        return post("/credentials", renewal(signedAt));
    }

    private Map<String, Object> renewal(Instant signedAt) {
        return Map.of(
                "host_id", id.value(),
                "signed_at", signedAt.toString(),
                "signature", HostProof.ofRenewal(id, signedAt).sign(key()));
    }

    private Answer post(String path, Map<String, Object> body) {
        return http.post().uri(path).body(JSON.writeValueAsString(body)).exchange((request, answer) -> {
            JsonNode json = JSON.readTree(answer.getBody());
            JsonNode login = json.path("data").path("kafka");
            user = login.path("username").asString(user);
            password = login.path("password").asString(password);
            return new Answer(answer.getStatusCode().value(), json);
        });
    }

    String password() {
        return password;
    }

    String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reads a topic from its start, as this host, with the password that it has now. */
    KafkaConsumer<String, String> reads(String topic) {
        Map<String, Object> settings = login();
        settings.put("auto.offset.reset", "earliest");
        settings.put("group.id", "node-agent-" + id);
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        return consumer;
    }

    /** As this host. @throws ExecutionException with Kafka's refusal */
    void writes(String topic, String value) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(login(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, id.value(), value)).get();
        }
    }

    /** With its own signature, by its own login. */
    void says(Message message) throws ExecutionException, InterruptedException {
        send(message, login());
    }

    /** With its own signature, over a connection that may write anything. */
    void says(Message message, String servers) throws ExecutionException, InterruptedException {
        send(message, Map.of("bootstrap.servers", servers));
    }

    private void send(Message message, Map<String, Object> connection) throws ExecutionException, InterruptedException {
        var signing = new SigningSerializer<>(new EnvelopeSerializer(), key());
        try (KafkaProducer<String, Envelope<? extends Message>> producer =
                new KafkaProducer<>(connection, new StringSerializer(), signing)) {
            producer.send(EnvelopeRecord.of(
                            new Envelope<>(UUID.randomUUID(), "node-agent/" + id, Instant.now(), null, message)))
                    .get();
        }
    }

    private Map<String, Object> login() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", agentServers);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password));
        return settings;
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
