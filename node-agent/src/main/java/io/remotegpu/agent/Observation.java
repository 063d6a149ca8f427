package io.remotegpu.agent;

import io.remotegpu.agent.bus.FleetingMessages;
import io.remotegpu.agent.bus.KafkaSettings;
import io.remotegpu.agent.bus.QuestionSource;
import io.remotegpu.agent.lifecycle.Workloads;
import io.remotegpu.agent.questions.Questions;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.telemetry.GpuStream;
import io.remotegpu.agent.telemetry.Sampler;
import java.time.Clock;
import java.time.Duration;

/** What the agent tells beside its facts: answers to questions, and samples. Nothing of it is kept, and nothing waits for it. */
final class Observation implements AutoCloseable {
    private final Duration interval;
    private final FleetingMessages messages;
    private final QuestionSource questions;
    private final GpuStream gpus;
    private final Sampler sampler;

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
                        options.host(), workloads::container, runtime.sight().logs(), messages::send)::ask);
        this.gpus = new GpuStream(nvidiaSmi, GpuStream.Rhythm.ofSamples(interval));
        this.sampler = new Sampler(
                options.host(), gpus, workloads::running, runtime.sight().usage(), messages::send, clock);
    }

    void start() {
        Thread.ofVirtual().name("questions").start(questions::run);
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
