package io.remotegpu.agent;

import java.time.Duration;
import picocli.CommandLine.Option;

/** What an operator tells the agent of its looks at GPUs. */
final class HealthOptions {
    @Option(
            names = "--health-interval",
            defaultValue = "PT30S",
            description = "time between looks at the health of GPUs, ISO 8601, PT0S for none (${DEFAULT-VALUE})")
    Duration healthInterval = Duration.ofSeconds(30);

    @Option(
            names = "--gpu-probe-interval",
            defaultValue = "PT30S",
            description =
                    "time between questions in containers whether their GPUs answer, ISO 8601, PT0S for none (${DEFAULT-VALUE})")
    Duration gpuProbeInterval = Duration.ofSeconds(30);
}
