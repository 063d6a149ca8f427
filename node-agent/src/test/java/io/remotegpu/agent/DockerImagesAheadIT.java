package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostCommand.PullImage;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.ImageNotPulled;
import io.remotegpu.contracts.ImagePullProgressed;
import io.remotegpu.contracts.ImagePulled;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Images that come before anybody starts from them: a real agent, a real engine, a registry that takes its time. */
@ExtendWith(RequiresDocker.class)
class DockerImagesAheadIT {
    @TempDir
    Path state;

    private final String host = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Commands commands = new Commands(new HostId(host));
    private TestKafka kafka;
    private TestAgent agent;
    private SlowRegistry registry;

    @BeforeEach
    void start() throws IOException {
        kafka = new TestKafka();
        registry = new SlowRegistry();
        agent = new TestAgent(kafka, host, "docker", state);
    }

    @AfterEach
    void close() {
        agent.close();
        kafka.close();
        Shells.run("docker", "rmi", registry.image());
        registry.close();
        DockerCommands.removeAll(host);
    }

    @Test
    void anImageComesBesideWorkloadsGoesOnAfterTheAgentWasKilledAndIsAnsweredEachTime() {
        PullImage wanted = pull(registry.image());
        kafka.send(wanted);
        ImagePullProgressed progress = kafka.awaitFirst(ImagePullProgressed.class, fact -> fact.percent() > 0);
        assertThat(progress.pullId()).isEqualTo(wanted.pullId());
        assertThat(progress.percent()).isLessThan(100);

        WorkloadId id = new WorkloadId("env-" + UUID.randomUUID());
        kafka.send(commands.start(id, 1, Shells.freePort(), List.of(), List.of()));
        kafka.awaitFirst(ContainerStarted.class, fact -> fact.workloadId().equals(id));
        assertThat(kafka.seen(ImagePulled.class, fact -> true)).isEmpty();

        agent.kill();
        registry.letGo();
        agent.start();
        kafka.awaitFirst(ImagePulled.class, fact -> fact.pullId().equals(wanted.pullId()));
        assertThat(Shells.run("docker", "image", "inspect", registry.image()).exit())
                .isZero();

        kafka.send(wanted);
        await().until(() -> kafka.seen(ImagePulled.class, fact -> fact.pullId().equals(wanted.pullId()))
                        .size()
                == 2);
        assertThat(kafka.seen(ImageNotPulled.class, fact -> true)).isEmpty();
    }

    @Test
    @Tag("long")
    void anImageThatNoRegistryHasOrThatIsLateIsAnsweredWithTheReason() {
        PullImage missing = pull(registry.missing());
        kafka.send(missing);
        ImageNotPulled unknown =
                kafka.awaitFirst(ImageNotPulled.class, fact -> fact.pullId().equals(missing.pullId()));
        assertThat(unknown.reason()).contains("manifest unknown");

        PullImage late = new PullImage(new HostId(host), UUID.randomUUID(), registry.image(), 1, 3600);
        kafka.send(late);
        ImageNotPulled given =
                kafka.awaitFirst(ImageNotPulled.class, fact -> fact.pullId().equals(late.pullId()));
        assertThat(given.reason()).startsWith("it was not there by ");
    }

    private PullImage pull(String image) {
        return new PullImage(new HostId(host), UUID.randomUUID(), image, 600, 3600);
    }
}
