package io.remotegpu.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.Commands;
import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.hooks.KeysFolders;
import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.contracts.HomeAwaited;
import io.remotegpu.contracts.HomeNotReceived;
import io.remotegpu.contracts.HomeNotSent;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.SendHome;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a home that moves means to everything else that may be asked of its workload. */
class MovingTest {
    private static final WorkloadId ID = new WorkloadId("env-1");
    private static final Commands COMMANDS = new Commands(new HostId("host-1"));
    private static final Workload WORKLOAD = Commands.environment("image", Probe.Kind.NONE, Map.of());
    /** Nobody answers there, so whoever asks goes on asking until he is told to stop. */
    private static final String AWAY = "http://127.0.0.1:1/home-moves/5";

    // what is still under way may write there when a test has ended
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private final FakeRuntime runtime = new FakeRuntime();
    private final List<Workloads> agents = new CopyOnWriteArrayList<>();
    private final List<NodeEvent> said = new CopyOnWriteArrayList<>();
    private Workloads workloads;

    @BeforeEach
    void startAgent() {
        workloads = agent(folder);
    }

    /** Whoever still asks for pieces would do so for as long as these tests run. */
    @AfterEach
    void endWhatIsUnderWay() {
        agents.forEach(agent -> agent.accept(remove(99), null));
    }

    @Test
    void nothingStartsFromAHomeThatIsOnItsWay() {
        workloads.accept(receive(5), null);
        assertThat(first(HomeAwaited.class, 1).key()).isNotEmpty();
        workloads.accept(start(5), null);
        workloads.accept(start(6), null);

        assertThat(first(HomeNotReceived.class, 1).reason()).isEqualTo("a newer command came");
        assertThat(first(ContainerFailed.class, 1).reason()).contains("has already carried out epoch 5");
    }

    @Test
    void aRestartedAgentFetchesItAnewUnderTheSameKey() throws IOException {
        workloads.accept(receive(5), null);
        String key = first(HomeAwaited.class, 1).key();
        said.clear();
        Workloads restarted = agent(whatTheEarlierAgentDoesNotWrite());

        assertThat(first(HomeAwaited.class, 1).key()).isEqualTo(key);
        restarted.accept(remove(5), null);
        workloads.accept(remove(5), null);
        first(WorkloadRemoved.class, 2);
    }

    @Test
    void aRemovalEndsItAndARepeatOfTheWishDoesNotBringItBack() {
        workloads.accept(receive(5), null);
        first(HomeAwaited.class, 1);
        workloads.accept(remove(5), null);
        first(WorkloadRemoved.class, 1);
        workloads.accept(receive(5), null);
        workloads.accept(new SettleHome(COMMANDS.host(), ID, 5, 0, "0"), null);

        first(HomeNotReceived.class, 3);
        assertThat(all(HomeAwaited.class)).hasSize(1);
        workloads.accept(start(6), null);
        first(ContainerStarted.class, 1);
    }

    @Test
    void whatRunsIsNeitherSentNorOverwritten() {
        workloads.accept(start(4), null);
        first(ContainerStarted.class, 1);
        workloads.accept(send(5), null);
        workloads.accept(receive(6), null);

        assertThat(first(HomeNotSent.class, 1).reason()).contains("runs here");
        assertThat(first(HomeNotReceived.class, 1).reason()).contains("runs here");
        assertThat(runtime.list()).hasSize(1);
    }

    @Test
    void aStartWhereItWasEndsItsSending() {
        workloads.accept(start(4), null);
        first(ContainerStarted.class, 1);
        workloads.accept(COMMANDS.stop(ID, 4), null);
        workloads.accept(send(5), null);
        workloads.accept(start(6), null);

        assertThat(first(HomeNotSent.class, 1).reason()).isEqualTo("a newer command came");
        first(ContainerStarted.class, 2);
    }

    @Test
    void anOldMoveTouchesNothingOfANewerOne() {
        workloads.accept(receive(7), null);
        first(HomeAwaited.class, 1);
        workloads.accept(receive(5), null);
        workloads.accept(remove(6), null);
        workloads.accept(remove(7), null);

        first(WorkloadRemoved.class, 1);
        assertThat(all(HomeNotReceived.class).stream().map(HomeNotReceived::epoch))
                .contains(7L, 5L);
        assertThat(all(WorkloadRemoved.class).stream().map(WorkloadRemoved::epoch))
                .containsExactly(7L);
    }

    private Path whatTheEarlierAgentDoesNotWrite() throws IOException {
        Path next = folder.resolve("next");
        for (String file : List.of("journal/env-1.json", "arriving/env-1.json")) {
            Files.createDirectories(next.resolve(file).getParent());
            Files.copy(folder.resolve(file), next.resolve(file));
        }
        return next;
    }

    private Workloads agent(Path root) {
        Workloads agent = new Workloads(
                COMMANDS.host(),
                new Journal(root.resolve("journal"), Clock.systemUTC()),
                runtime,
                new KeysFolders(root.resolve("keys")),
                new WorkloadFolders(root.resolve("files")),
                new DataFolders(root.resolve("data")),
                new Arrivals(root.resolve("arriving")),
                new GpuInspector(() -> new Devices("1", List.of()), 0, Clock.systemUTC()),
                (id, event, traceparent) -> said.add(event),
                Clock.systemUTC());
        agent.recover();
        agents.add(agent);
        return agent;
    }

    private static ReceiveHome receive(long epoch) {
        return new ReceiveHome(COMMANDS.host(), ID, epoch, WORKLOAD.volumes(), 0, AWAY, "ticket");
    }

    private static SendHome send(long epoch) {
        return new SendHome(COMMANDS.host(), ID, epoch, WORKLOAD.volumes(), AWAY, "ticket", "key");
    }

    private static RemoveWorkload remove(long epoch) {
        return new RemoveWorkload(COMMANDS.host(), ID, epoch);
    }

    private static StartContainer start(long epoch) {
        return new StartContainer(COMMANDS.host(), ID, epoch, WORKLOAD, List.of(), List.of(), List.of());
    }

    private <E extends NodeEvent> E first(Class<E> type, int count) {
        Awaitility.await().until(() -> all(type).size() >= count);
        return all(type).get(count - 1);
    }

    private <E extends NodeEvent> List<E> all(Class<E> type) {
        return said.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
