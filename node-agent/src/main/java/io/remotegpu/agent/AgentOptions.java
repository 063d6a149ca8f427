package io.remotegpu.agent;

import io.remotegpu.contracts.HostId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an operator tells the agent; every flag may come from the environment or the configuration file instead. */
final class AgentOptions {
    static final String UNENROLLED_KAFKA = "127.0.0.1:9092";

    enum RuntimeKind {
        docker,
        kubernetes,
        process,
        auto
    }

    @Option(
            names = "--config",
            description =
                    "properties file whose keys are these flags without dashes; flags and environment go before it")
    @Nullable
    Path config;

    @Option(
            names = "--kafka",
            description = "Kafka bootstrap servers (those of the enrolment, else " + UNENROLLED_KAFKA + ")")
    @Nullable
    String kafka;

    @Option(
            names = "--kafka-config",
            description = "properties file with more Kafka client settings, for an agent that is not enrolled")
    @Nullable
    Path kafkaConfig;

    @Option(names = "--host-id", description = "this host's id, never given to another host (that of the enrolment)")
    @Nullable
    String hostId;

    @Option(names = "--server", description = "the platform's gateway, for enrolling at the first start")
    @Nullable
    URI server;

    @Option(
            names = "--token-file",
            description = "file with the token to enrol with at the first start (or REMOTEGPU_AGENT_TOKEN)")
    @Nullable
    Path tokenFile;

    @Option(names = "--name", description = "name for people (the host id)")
    @Nullable
    String name;

    @Option(
            names = "--address",
            defaultValue = "127.0.0.1",
            description = "where people reach this host's ports (${DEFAULT-VALUE})")
    String address = "";

    @Option(
            names = "--bind-address",
            description = "address that ports are opened on (docker: 0.0.0.0, process: 127.0.0.1)")
    @Nullable
    String bindAddress;

    @Option(
            names = "--runtime",
            defaultValue = "auto",
            description = "${COMPLETION-CANDIDATES}; auto takes docker if an engine answers (${DEFAULT-VALUE})")
    RuntimeKind runtime = RuntimeKind.auto;

    @Option(
            names = "--allow-process",
            arity = "0..1",
            defaultValue = "false",
            fallbackValue = "true",
            description = "let auto choose the process runtime, which isolates nobody")
    boolean allowProcess;

    @Option(
            names = "--state-dir",
            defaultValue = "/var/lib/remotegpu-agent",
            description = "the agent's memory (${DEFAULT-VALUE})")
    Path stateDir = Path.of("");

    @Option(
            names = "--archive-image",
            defaultValue = "remotegpu/env-base:latest",
            description = "has sh, head and GNU tar, for homes that move (${DEFAULT-VALUE})")
    String archiveImage = "";

    @Option(
            names = "--ports",
            defaultValue = "20000-20999",
            description = "host ports to publish on, from-to (${DEFAULT-VALUE})")
    String ports = "";

    @Option(
            names = "--cpus",
            description =
                    "cores to offer workloads: more than there are let them share, fewer keep some for the host (all)")
    @Nullable
    Double cpus;

    @Option(
            names = "--simulate-gpus",
            defaultValue = "0",
            description = "pretend to have this many GPUs, marked as simulated everywhere (${DEFAULT-VALUE})")
    int simulateGpus;

    @Option(
            names = "--simulate-model",
            defaultValue = "NVIDIA A100-SXM4-80GB",
            description = "model name of simulated GPUs (${DEFAULT-VALUE})")
    String simulateModel = "";

    @Option(
            names = "--simulate-memory",
            defaultValue = "81920",
            description = "MiB of memory of simulated GPUs (${DEFAULT-VALUE})")
    int simulateMemory;

    @Option(
            names = "--platform-id",
            defaultValue = "default",
            description = "labels containers, so that two platforms can share an engine (${DEFAULT-VALUE})")
    String platformId = "";

    @Option(
            names = "--heartbeat-interval",
            defaultValue = "PT5S",
            description = "time between heartbeats, ISO 8601 (${DEFAULT-VALUE})")
    Duration heartbeatInterval = Duration.ofSeconds(5);

    @Option(
            names = "--telemetry-interval",
            defaultValue = "PT15S",
            description = "time between samples of GPUs and workloads, ISO 8601, PT0S for none (${DEFAULT-VALUE})")
    Duration telemetryInterval = Duration.ofSeconds(15);

    @Option(
            names = "--activity-interval",
            defaultValue = "PT1M",
            description = "time between looks at who uses environments, ISO 8601, PT0S for none (${DEFAULT-VALUE})")
    Duration activityInterval = Duration.ofMinutes(1);

    @Option(
            names = "--datasets-dir",
            description = "folder whose subfolders workloads may read as datasets; without it this host offers none")
    @Nullable
    Path datasetsDir;

    @Mixin
    GpuOptions gpu = new GpuOptions();

    @Mixin
    HealthOptions health = new HealthOptions();

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    DiskOptions disk = new DiskOptions();

    @Option(
            names = "--label",
            split = "\\s*,\\s*",
            splitSynopsisLabel = ",",
            description = "key=value for placement; more after commas, or by repeating it")
    Map<String, String> labels = new LinkedHashMap<>();

    /** Whether this host's cards are AMD's: neither made up nor in a cluster. */
    boolean hasAmdCards() {
        if (gpu.vendor == GpuOptions.Vendor.amd && (simulateGpus > 0 || runtime == RuntimeKind.kubernetes)) {
            throw new IllegalArgumentException(
                    "--gpu-vendor amd is for the cards of this host: leave out --simulate-gpus and --runtime kubernetes");
        }
        return simulateGpus == 0 && runtime != RuntimeKind.kubernetes && gpu.isAmd();
    }

    String displayName(HostId host) {
        return name == null || name.isBlank() ? host.value() : name;
    }
}
