package io.remotegpu.agent;

import io.remotegpu.agent.AgentOptions.RuntimeKind;
import io.remotegpu.agent.bus.CommandSource;
import io.remotegpu.agent.bus.KafkaNodeEvents;
import io.remotegpu.agent.bus.KafkaSettings;
import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.enroll.CredentialKeeper;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.gpu.GpuReader;
import io.remotegpu.agent.gpu.InventoryReader;
import io.remotegpu.agent.health.HealthMonitor;
import io.remotegpu.agent.hooks.KeysFolders;
import io.remotegpu.agent.host.HostProfile;
import io.remotegpu.agent.host.HostReporter;
import io.remotegpu.agent.host.Surroundings;
import io.remotegpu.agent.images.ImagePulls;
import io.remotegpu.agent.images.PullNotes;
import io.remotegpu.agent.journal.Journal;
import io.remotegpu.agent.lifecycle.Workloads;
import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.HostCapacity;
import io.remotegpu.contracts.HostId;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** The parts of an agent, put together. Ending it leaves every container as it is. */
final class Agent {
    private final AgentOptions options;
    private final Membership membership;
    private final Workloads workloads;
    private final HostReporter reporter;
    private final ImagePulls images;
    private final CommandSource commands;
    private final KafkaNodeEvents events;
    private final Observation observation;
    private final HostGpus gpus;
    private final HealthMonitor monitor;
    private final ContainerRuntime runtime;

    Agent(AgentOptions options, Membership membership) {
        this.options = options;
        this.membership = membership;
        Clock clock = Clock.systemUTC();
        KafkaSettings kafka = membership.kafka();
        this.gpus = new HostGpus(options, membership.host(), clock);
        GpuReader reader = gpus.reader();
        this.runtime = Runtimes.choose(options, gpus.devices(), clock);
        this.events = new KafkaNodeEvents(kafka, clock);
        this.monitor = gpus.monitor(events);
        this.workloads = workloads(membership.host(), runtime, clock);
        this.reporter = new HostReporter(
                profile(options, membership.host(), runtime.name()),
                new InventoryReader(reader, options.simulateGpus > 0),
                new Surroundings(Runtimes.stock(options, runtime.name()), gpus.topology()),
                workloads,
                monitor.listening(events),
                clock);
        PullNotes ahead = new PullNotes(options.stateDir.resolve("images-ahead"), clock);
        this.images = new ImagePulls(membership.host(), runtime, ahead, events, clock);
        this.commands = new CommandSource(kafka, workloads, images);
        this.observation = new Observation(options, kafka, gpus.feed(), workloads, runtime, ahead, clock);
    }

    private Workloads workloads(HostId host, ContainerRuntime runtime, Clock clock) {
        return new Workloads(
                host,
                new Journal(options.stateDir.resolve("journal"), clock),
                runtime,
                new KeysFolders(options.stateDir.resolve("keys")),
                new WorkloadFolders(options.stateDir.resolve("files")),
                new DataFolders(options.stateDir.resolve("data")),
                new Arrivals(options.stateDir.resolve("arriving")),
                gpus.inspector(),
                events,
                clock);
    }

    /** Returns after {@link #stop}. */
    void run() {
        workloads.recover();
        images.recover();
        CredentialKeeper keeper = membership.keeper();
        if (keeper != null) {
            Thread.ofVirtual().name("credentials").start(keeper::run);
        }
        Thread.ofVirtual().name("heartbeats").start(() -> reporter.run(options.heartbeatInterval));
        observation.start();
        gpus.watch(monitor, workloads, runtime, events);
        commands.run();
    }

    void stop() {
        commands.close();
        observation.close();
        events.close();
    }

    private static HostProfile profile(AgentOptions options, HostId host, String runtime) {
        PortRange ports = PortRange.parse(options.ports);
        Map<String, String> labels = new TreeMap<>(options.labels);
        if (runtime.equals("process")) {
            labels.put("isolation", "none");
        }
        return new HostProfile(
                host,
                options.displayName(host),
                options.address,
                runtime,
                capacity(options),
                ports.from(),
                ports.to(),
                labels);
    }

    private static HostCapacity capacity(AgentOptions options) {
        return options.runtime == RuntimeKind.kubernetes
                ? ClusterAgent.capacity(options)
                : HostCapacity.ofThisMachine().offering(options.cpus);
    }
}
