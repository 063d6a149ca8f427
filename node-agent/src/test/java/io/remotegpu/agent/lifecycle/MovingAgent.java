package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.Commands;
import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuReading.Devices;
import io.remotegpu.agent.hooks.KeysFolders;
import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.SendHome;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeEvent;
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
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is asked to send and to take in homes, by a platform that does not answer. */
abstract class MovingAgent {
    static final WorkloadId ID = new WorkloadId("env-1");
    static final Commands COMMANDS = new Commands(new HostId("host-1"));
    static final Workload WORKLOAD = Commands.environment("image", Probe.Kind.NONE, Map.of());
    /** Nobody answers there, so whoever asks goes on asking until he is told to stop. */
    static final String AWAY = "http://127.0.0.1:1/home-moves/5";

    // what is still under way may write there when a test has ended
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    final FakeRuntime runtime = new FakeRuntime();
    final List<Workloads> agents = new CopyOnWriteArrayList<>();
    final List<NodeEvent> said = new CopyOnWriteArrayList<>();
    Workloads workloads;

    @BeforeEach
    void startAgent() {
        workloads = agent(folder);
    }

    /** Whoever still asks for pieces would do so for as long as these tests run. */
    @AfterEach
    void endWhatIsUnderWay() {
        agents.forEach(agent -> agent.accept(remove(99), null));
    }

    Path whatTheEarlierAgentDoesNotWrite() throws IOException {
        Path next = folder.resolve("next");
        for (String file : List.of("journal/env-1.json", "arriving/env-1.json")) {
            Files.createDirectories(next.resolve(file).getParent());
            Files.copy(folder.resolve(file), next.resolve(file));
        }
        return next;
    }

    Workloads agent(Path root) {
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

    static ReceiveHome receive(long epoch) {
        return receive(ID, epoch, AWAY);
    }

    static ReceiveHome receive(WorkloadId id, long epoch, String address) {
        return new ReceiveHome(COMMANDS.host(), id, epoch, WORKLOAD.volumes(), 0, address, "ticket");
    }

    static SendHome send(long epoch) {
        return new SendHome(COMMANDS.host(), ID, epoch, WORKLOAD.volumes(), AWAY, "ticket", "key");
    }

    static RemoveWorkload remove(long epoch) {
        return new RemoveWorkload(COMMANDS.host(), ID, epoch);
    }

    static StartContainer start(long epoch) {
        return new StartContainer(COMMANDS.host(), ID, epoch, WORKLOAD, List.of(), List.of(), List.of());
    }

    <E extends NodeEvent> E first(Class<E> type, int count) {
        Awaitility.await().until(() -> all(type).size() >= count);
        return all(type).get(count - 1);
    }

    <E extends NodeEvent> List<E> all(Class<E> type) {
        return said.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
