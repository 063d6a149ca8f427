package io.remotegpu.agent;

import io.remotegpu.agent.bus.FleetingMessages;
import io.remotegpu.agent.bus.KafkaSettings;
import io.remotegpu.agent.bus.QuestionSource;
import io.remotegpu.agent.images.PullNotes;
import io.remotegpu.agent.lifecycle.Workloads;
import io.remotegpu.agent.questions.Questions;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.telemetry.GpuFeed;
import io.remotegpu.agent.telemetry.Sampler;
import java.time.Clock;
import java.time.Duration;

/** What the agent does beside commands: it answers questions, measures, and looks at who is in. Nothing waits for it. */
final class Observation implements AutoCloseable {
    private final Duration interval;
    private final FleetingMessages messages;
    private final QuestionSource questions;
    private final GpuFeed gpus;
    private final PeopleWatch people;
    private final DiskKeeping disk;
    private final Sampler sampler;

    Observation(
            AgentOptions options,
            KafkaSettings kafka,
            GpuFeed gpus,
            Workloads workloads,
            ContainerRuntime runtime,
            PullNotes ahead,
            Clock clock) {
        this.interval = options.telemetryInterval;
        this.messages = new FleetingMessages(kafka, clock);
        this.questions = questions(kafka, workloads, runtime);
        this.gpus = gpus;
        this.people = new PeopleWatch(options, kafka.host(), workloads, runtime, messages::send, clock);
        this.disk = new DiskKeeping(options, workloads, runtime, ahead, clock);
        KnownStanding standing = new KnownStanding(disk.disks(), people.sessions());
        this.sampler = new Sampler(
                kafka.host(), gpus, workloads::running, runtime.sight().usage(), standing, messages::send, clock);
        workloads.onPull((start, progress) -> messages.send(Pulling.of(start, progress, clock.instant())));
    }

    private QuestionSource questions(KafkaSettings kafka, Workloads workloads, ContainerRuntime runtime) {
        Questions answering = new Questions(
                kafka.host(), workloads::container, runtime.sight().logs(), messages::send);
        return new QuestionSource(kafka, answering::ask);
    }

    void start() {
        Thread.ofVirtual().name("questions").start(questions::run);
        people.start();
        disk.start();
        if (interval.isPositive()) {
            Thread.ofVirtual().name("gpu-stream").start(gpus::run);
            Thread.ofVirtual().name("samples").start(() -> sampler.run(interval));
        }
    }

    @Override
    public void close() {
        questions.close();
        gpus.close();
        messages.close();
    }
}
