package io.remotegpu.agent;

import io.remotegpu.agent.bus.FleetingMessages;
import io.remotegpu.agent.bus.KafkaSettings;
import io.remotegpu.agent.bus.QuestionSource;
import io.remotegpu.agent.disk.DiskSettings;
import io.remotegpu.agent.disk.DiskSpace;
import io.remotegpu.agent.disk.DiskWatch;
import io.remotegpu.agent.idle.ActivityReporter;
import io.remotegpu.agent.images.ImageCollector;
import io.remotegpu.agent.images.ImageSettings;
import io.remotegpu.agent.lifecycle.Workloads;
import io.remotegpu.agent.questions.Questions;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.sessions.InsideReader;
import io.remotegpu.agent.sessions.KeyEnforcement;
import io.remotegpu.agent.sessions.KeyFiles;
import io.remotegpu.agent.sessions.SessionKeys;
import io.remotegpu.agent.sessions.SessionReporter;
import io.remotegpu.agent.telemetry.GpuStream;
import io.remotegpu.agent.telemetry.Sampler;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the agent does beside commands: it answers questions, measures, and looks at who is in. Nothing waits for it. */
final class Observation implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");

    private final Duration interval;
    private final FleetingMessages messages;
    private final QuestionSource questions;
    private final GpuStream gpus;
    private final Sampler sampler;
    private final Duration betweenLooks;
    private final ActivityReporter activity;
    private final SessionReporter sessions;
    private final DiskWatch disks;
    private final Optional<ImageCollector> images;
    private final KeyEnforcement enforcement;
    private final boolean enforces;

    /** @param nvidiaSmi the executable */
    Observation(
            AgentOptions options,
            KafkaSettings kafka,
            String nvidiaSmi,
            Workloads workloads,
            ContainerRuntime runtime,
            Clock clock) {
        this.interval = options.telemetryInterval;
        this.messages = new FleetingMessages(kafka, clock);
        this.questions = new QuestionSource(
                kafka,
                new Questions(
                        kafka.host(), workloads::container, runtime.sight().logs(), messages::send)::ask);
        this.gpus = new GpuStream(nvidiaSmi, GpuStream.Rhythm.ofSamples(interval));
        this.betweenLooks = options.activityInterval;
        InsideReader inside = new InsideReader(PROC, clock);
        SessionKeys keys = new SessionKeys(runtime.sight().logs());
        this.activity = new ActivityReporter(
                kafka.host(), workloads::running, runtime.sight().insides(), inside, keys, messages::send, clock);
        this.sessions = new SessionReporter(
                kafka.host(), workloads::running, runtime.sight().insides(), inside, keys, messages::send, clock);
        this.disks = DiskWatch.of(
                workloads::running,
                runtime.sight(),
                workloads::end,
                options.stateDir.resolve("overdrawn"),
                new DiskSettings(options.disk.interval, options.disk.reserve));
        this.sampler = new Sampler(
                kafka.host(),
                gpus,
                workloads::running,
                runtime.sight().usage(),
                new KnownStanding(disks, sessions),
                messages::send,
                clock);
        this.images = runtime.shelf()
                .map(shelf -> new ImageCollector(
                        shelf,
                        DiskSpace.of(runtime.sight().disks()),
                        options.stateDir.resolve("images"),
                        new ImageSettings(
                                options.disk.imagesHigh,
                                options.disk.imagesLow,
                                options.disk.imagesUnused,
                                Set.of(options.archiveImage)),
                        clock));
        workloads.onPull((start, progress) -> messages.send(Pulling.of(start, progress, clock.instant())));
        // that runtime serves SSH itself, and ends sessions itself
        this.enforces = !runtime.name().equals("process");
        this.enforcement = new KeyEnforcement(
                new KeyFiles(options.stateDir.resolve("keys")),
                workloads::running,
                runtime.sight().insides(),
                inside,
                keys,
                clock);
    }

    void start() {
        Thread.ofVirtual().name("questions").start(questions::run);
        if (enforces) {
            Thread.ofVirtual().name("keys").start(enforcement::run);
        }
        if (interval.isPositive()) {
            Thread.ofVirtual().name("gpu-stream").start(gpus::run);
            Thread.ofVirtual().name("samples").start(() -> sampler.run(interval));
        }
        Thread.ofVirtual().name("disks").start(disks::run);
        images.ifPresent(collector -> Thread.ofVirtual().name("images").start(collector::run));
        if (betweenLooks.isPositive()) {
            Thread.ofVirtual().name("sessions").start(sessions::run);
            Thread.ofVirtual().name("activity").start(() -> activity.run(betweenLooks));
        }
    }

    @Override
    public void close() {
        questions.close();
        gpus.close();
        messages.close();
    }
}
