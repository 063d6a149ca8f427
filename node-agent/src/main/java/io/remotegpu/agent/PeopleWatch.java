package io.remotegpu.agent;

import io.remotegpu.agent.idle.ActivityReporter;
import io.remotegpu.agent.lifecycle.Workloads;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.Insides;
import io.remotegpu.agent.sessions.InsideReader;
import io.remotegpu.agent.sessions.KeyEnforcement;
import io.remotegpu.agent.sessions.KeyFiles;
import io.remotegpu.agent.sessions.SessionKeys;
import io.remotegpu.agent.sessions.SessionReporter;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** Looks who is in: tells of it, and ends the sessions of keys that were taken away. */
final class PeopleWatch {
    private static final Path PROC = Path.of("/proc");

    private final Duration betweenLooks;
    private final ActivityReporter activity;
    private final SessionReporter sessions;
    private final KeyEnforcement enforcement;
    private final boolean enforces;

    /** @param told may lose some */
    PeopleWatch(
            AgentOptions options,
            HostId host,
            Workloads workloads,
            ContainerRuntime runtime,
            Consumer<Message> told,
            Clock clock) {
        this.betweenLooks = options.activityInterval;
        Insides insides = runtime.sight().insides();
        InsideReader inside = new InsideReader(PROC, clock);
        SessionKeys keys = new SessionKeys(runtime.sight().logs());
        this.activity = new ActivityReporter(host, workloads::running, insides, inside, keys, told::accept, clock);
        this.sessions = new SessionReporter(host, workloads::running, insides, inside, keys, told::accept, clock);
        KeyFiles files = new KeyFiles(options.stateDir.resolve("keys"));
        this.enforcement = new KeyEnforcement(files, workloads::running, insides, inside, keys, clock);
        // that runtime serves SSH itself, and ends sessions itself
        this.enforces = !runtime.name().equals("process");
    }

    SessionReporter sessions() {
        return sessions;
    }

    void start() {
        if (enforces) {
            Thread.ofVirtual().name("keys").start(enforcement::run);
        }
        if (betweenLooks.isPositive()) {
            Thread.ofVirtual().name("sessions").start(sessions::run);
            Thread.ofVirtual().name("activity").start(() -> activity.run(betweenLooks));
        }
    }
}
