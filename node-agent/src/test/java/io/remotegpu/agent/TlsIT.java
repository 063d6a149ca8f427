package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.agent.enroll.FakePlatform;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real agent on a Kafka as hosts elsewhere reach it: by TLS, with an authority that no JVM knows by itself. */
class TlsIT {
    @TempDir
    static Path shared;

    private static Certificates certificates;
    private static RestartableKafka broker;
    private static TestKafka kafka;

    @TempDir
    Path folder;

    private final HostId host = new HostId("tls-" + UUID.randomUUID().toString().substring(0, 8));
    private FakePlatform platform;
    private TestAgent agent;

    @BeforeAll
    static void startKafka() throws Exception {
        certificates = new Certificates(shared);
        broker = new RestartableKafka(
                shared,
                Map.of(
                        "listener.security.protocol.map",
                        "PLAIN:PLAINTEXT,AGENTS:SASL_SSL,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "SCRAM-SHA-512",
                        "listener.name.agents.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                        "listener.name.agents.ssl.keystore.type",
                        "PKCS12",
                        "listener.name.agents.ssl.keystore.location",
                        certificates.server().toString(),
                        "listener.name.agents.ssl.keystore.password",
                        Certificates.PASSWORD,
                        "listener.name.agents.ssl.key.password",
                        Certificates.PASSWORD));
        makeTopics(Topics.NODE);
        kafka = new TestKafka(broker.servers(), broker::close);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void prepareTheHost() throws Exception {
        platform = new FakePlatform();
        makeTopics(Topics.nodeCommands(host), Topics.nodeQuestions(host));
        try (Admin admin = admin()) {
            ScramCredentialInfo form = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            admin.alterUserScramCredentials(
                            List.of(new UserScramCredentialUpsertion("host-" + host, form, "the-password")))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stopTheHost() {
        agent.close();
        platform.close();
    }

    @Test
    void anEnrolledAgentTellsAndHearsByTls() throws Exception {
        platform.hands(login("lab"));
        startAgent();

        assertItTellsAndHears();
        Shells.Result found = Shells.run(TestAgent.command(
                List.of("doctor", "--runtime=process", "--simulate-gpus=1", "--state-dir=" + folder.resolve("state"))));
        assertThat(found.output()).containsPattern("GOOD +broker +127.0.0.1:\\d+, own commands can be read");
    }

    @Test
    void anAuthorityThatIsNotTheBrokersIsToldOfAndMendedByLaterCredentials() throws Exception {
        platform.hands(login("another"));
        startAgent();

        await().until(() ->
                agent.log().contains("set scheduler.enrollment.ca-certificate to the authority that signed it"));
        assertThat(kafka.seen(HostHeartbeat.class, beat -> beat.hostId().equals(host)))
                .isEmpty();

        platform.hands(login("lab"));
        assertItTellsAndHears();
    }

    private void assertItTellsAndHears() {
        kafka.awaitFirst(HostHeartbeat.class, beat -> beat.hostId().equals(host));
        WorkloadId unknown = new WorkloadId("env-" + UUID.randomUUID());
        kafka.send(new Commands(host).stop(unknown, 1));
        kafka.awaitFirst(ContainerStopped.class, fact -> fact.workloadId().equals(unknown));
    }

    private void startAgent() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), FakePlatform.TOKEN);
        agent = new TestAgent(
                folder.resolve("state"),
                List.of(
                        "--server=" + platform.address(),
                        "--token-file=" + token,
                        "--host-id=" + host,
                        "--platform-id=" + host,
                        "--runtime=process",
                        "--state-dir=" + folder.resolve("state"),
                        "--heartbeat-interval=PT0.5S",
                        "--telemetry-interval=PT0S",
                        "--activity-interval=PT0S",
                        "--simulate-gpus=1"));
    }

    private static Map<String, Object> login(String authority) throws Exception {
        return Map.of(
                "bootstrap_servers", broker.agentServers(),
                "password", "the-password",
                "ca_certificate", certificates.authority(authority));
    }

    private static void makeTopics(String... names) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(names).stream()
                            .map(name -> new NewTopic(name, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", broker.servers()));
    }
}
