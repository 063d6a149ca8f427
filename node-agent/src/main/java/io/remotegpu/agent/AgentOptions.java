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

/** What an operator tells the agent; every flag may come from the environment instead. */
final class AgentOptions {
    static final String UNENROLLED_KAFKA = "127.0.0.1:9092";

    enum RuntimeKind {
        docker,
        kubernetes,
        process,
        auto
    }

    @Option(
            names = "--kafka",
            defaultValue = "${env:REMOTEGPU_AGENT_KAFKA}",
            description = "Kafka bootstrap servers (those of the enrolment, else " + UNENROLLED_KAFKA + ")")
    @Nullable
    String kafka;

    @Option(
            names = "--kafka-config",
            defaultValue = "${env:REMOTEGPU_AGENT_KAFKA_CONFIG}",
            description = "properties file with more Kafka client settings, for an agent that is not enrolled")
    @Nullable
    Path kafkaConfig;

    @Option(
            names = "--host-id",
            defaultValue = "${env:REMOTEGPU_AGENT_HOST_ID}",
            description = "this host's id, never given to another host (that of the enrolment)")
    @Nullable
    String hostId;

    @Option(
            names = "--server",
            defaultValue = "${env:REMOTEGPU_AGENT_SERVER}",
            description = "the platform's gateway, for enrolling at the first start")
    @Nullable
    URI server;

    @Option(
            names = "--token-file",
            defaultValue = "${env:REMOTEGPU_AGENT_TOKEN_FILE}",
            description = "file with the token to enrol with at the first start (or REMOTEGPU_AGENT_TOKEN)")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--name",
            defaultValue = "${env:REMOTEGPU_AGENT_NAME}",
            description = "name for people (the host id)")
    @Nullable
    String name;

    @Option(
            names = "--address",
            defaultValue = "${env:REMOTEGPU_AGENT_ADDRESS:-127.0.0.1}",
            description = "where people reach this host's ports (${DEFAULT-VALUE})")
    String address = "";

    @Option(
            names = "--bind-address",
            defaultValue = "${env:REMOTEGPU_AGENT_BIND_ADDRESS}",
            description = "address that ports are opened on (docker: 0.0.0.0, process: 127.0.0.1)")
    @Nullable
    String bindAddress;

    @Option(
            names = "--runtime",
            defaultValue = "${env:REMOTEGPU_AGENT_RUNTIME:-auto}",
            description = "${COMPLETION-CANDIDATES}; auto takes docker if an engine answers (${DEFAULT-VALUE})")
    RuntimeKind runtime = RuntimeKind.auto;

    @Option(
            names = "--allow-process",
            defaultValue = "${env:REMOTEGPU_AGENT_ALLOW_PROCESS:-false}",
            description = "let auto choose the process runtime, which isolates nobody")
    boolean allowProcess;

    @Option(
            names = "--state-dir",
            defaultValue = "${env:REMOTEGPU_AGENT_STATE_DIR:-/var/lib/remotegpu-agent}",
            description = "the agent's memory (${DEFAULT-VALUE})")
    Path stateDir = Path.of("");

    @Option(
            names = "--ports",
            defaultValue = "${env:REMOTEGPU_AGENT_PORTS:-20000-20999}",
            description = "host ports to publish on, from-to (${DEFAULT-VALUE})")
    String ports = "";

    @Option(
            names = "--nvidia-smi",
            defaultValue = "${env:REMOTEGPU_AGENT_NVIDIA_SMI:-nvidia-smi}",
            description = "the nvidia-smi to ask (${DEFAULT-VALUE})")
    String nvidiaSmi = "";

    @Option(
            names = "--gpu-memory-floor",
            defaultValue = "${env:REMOTEGPU_AGENT_GPU_MEMORY_FLOOR:-128}",
            description = "MiB that an idle driver may hold on a clean GPU (${DEFAULT-VALUE})")
    int gpuMemoryFloor;

    @Option(
            names = "--simulate-gpus",
            defaultValue = "${env:REMOTEGPU_AGENT_SIMULATE_GPUS:-0}",
            description = "pretend to have this many GPUs, marked as simulated everywhere (${DEFAULT-VALUE})")
    int simulateGpus;

    @Option(
            names = "--simulate-model",
            defaultValue = "${env:REMOTEGPU_AGENT_SIMULATE_MODEL:-NVIDIA A100-SXM4-80GB}",
            description = "model name of simulated GPUs (${DEFAULT-VALUE})")
    String simulateModel = "";

    @Option(
            names = "--simulate-memory",
            defaultValue = "${env:REMOTEGPU_AGENT_SIMULATE_MEMORY:-81920}",
            description = "MiB of memory of simulated GPUs (${DEFAULT-VALUE})")
    int simulateMemory;

    @Option(
            names = "--platform-id",
            defaultValue = "${env:REMOTEGPU_AGENT_PLATFORM_ID:-default}",
            description = "labels containers, so that two platforms can share an engine (${DEFAULT-VALUE})")
    String platformId = "";

    @Option(
            names = "--heartbeat-interval",
            defaultValue = "${env:REMOTEGPU_AGENT_HEARTBEAT_INTERVAL:-PT5S}",
            description = "time between heartbeats, ISO 8601 (${DEFAULT-VALUE})")
    Duration heartbeatInterval = Duration.ofSeconds(5);

    @Option(
            names = "--telemetry-interval",
            defaultValue = "${env:REMOTEGPU_AGENT_TELEMETRY_INTERVAL:-PT15S}",
            description = "time between samples of GPUs and workloads, ISO 8601, PT0S for none (${DEFAULT-VALUE})")
    Duration telemetryInterval = Duration.ofSeconds(15);

    @Option(
            names = "--activity-interval",
            defaultValue = "${env:REMOTEGPU_AGENT_ACTIVITY_INTERVAL:-PT1M}",
            description = "time between looks at who uses environments, ISO 8601, PT0S for none (${DEFAULT-VALUE})")
    Duration activityInterval = Duration.ofMinutes(1);

    @Option(
            names = "--datasets-dir",
            defaultValue = "${env:REMOTEGPU_AGENT_DATASETS_DIR}",
            description = "folder whose subfolders workloads may read as datasets; without it this host offers none")
    @Nullable
    Path datasetsDir;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    DiskOptions disk = new DiskOptions();

    @Option(names = "--label", description = "key=value for placement; repeat for more")
    Map<String, String> labels = new LinkedHashMap<>();

    String displayName(HostId host) {
        return name == null || name.isBlank() ? host.value() : name;
    }
}
