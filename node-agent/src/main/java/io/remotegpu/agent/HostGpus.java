package io.remotegpu.agent;

import io.remotegpu.agent.AgentOptions.RuntimeKind;
import io.remotegpu.agent.gpu.AttentiveReader;
import io.remotegpu.agent.gpu.BootTime;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.gpu.GpuReader;
import io.remotegpu.agent.gpu.GpuReset;
import io.remotegpu.agent.gpu.GpuTopology;
import io.remotegpu.agent.gpu.KernelFault;
import io.remotegpu.agent.gpu.KernelLog;
import io.remotegpu.agent.gpu.NvidiaSmi;
import io.remotegpu.agent.gpu.RepairMarks;
import io.remotegpu.agent.gpu.ResetCommand;
import io.remotegpu.agent.gpu.SimulatedGpus;
import io.remotegpu.agent.gpu.amd.AmdGpus;
import io.remotegpu.agent.health.DeviceGroup;
import io.remotegpu.agent.health.GpuAccessWatch;
import io.remotegpu.agent.health.HealthMonitor;
import io.remotegpu.agent.health.HostWitness;
import io.remotegpu.agent.health.Witness;
import io.remotegpu.agent.lifecycle.NodeEvents;
import io.remotegpu.agent.lifecycle.Workloads;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.GpuAccess;
import io.remotegpu.agent.runtime.HostGpuAccess;
import io.remotegpu.agent.runtime.docker.GpuDevices;
import io.remotegpu.agent.telemetry.GpuFeed;
import io.remotegpu.agent.telemetry.GpuPolling;
import io.remotegpu.agent.telemetry.GpuStream;
import io.remotegpu.contracts.HostId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The GPUs of this host: who reads them and who watches them. In a cluster its operator watches them, and nobody asks in pods. */
final class HostGpus {
    /** With nvidia-smi. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration RESET_PATIENCE = Duration.ofMinutes(1);
    private static final Path KERNEL_LOG = Path.of("/dev/kmsg");
    private static final Path PROC = Path.of("/proc");
    private static final List<Path> DEVICES = List.of(Path.of("/dev/nvidiactl"), Path.of("/dev/kfd"));

    private final AgentOptions options;
    private final HostId host;
    private final Clock clock;
    private final String nvidiaSmi;
    private final @Nullable AmdGpus amd;
    private final GpuReader driver;
    private final RepairMarks repairs;
    private final @Nullable KernelLog kernel;

    HostGpus(AgentOptions options, HostId host, Clock clock) {
        this.options = options;
        this.host = host;
        this.clock = clock;
        this.nvidiaSmi = nvidiaSmi(options, host);
        this.amd = options.hasAmdCards() ? options.gpu.amd() : null;
        this.driver = amd != null ? amd : nvidia();
        this.repairs = new RepairMarks(options.stateDir.resolve(RepairedCommand.FOLDER));
        // the kernel of this host has nothing to say of GPUs that do not exist, or are elsewhere
        this.kernel = isCluster(options) || options.simulateGpus > 0
                ? null
                : new KernelLog(KERNEL_LOG, BootTime.read(clock), repairs);
    }

    /** Says of GPUs whether they are clean: by what the driver tells, with what the kernel said. */
    GpuInspector inspector() {
        return new GpuInspector(reader(), options.gpu.memoryFloor, clock, amd == null ? kernel : null, reset());
    }

    private @Nullable GpuReset reset() {
        boolean wanted = options.gpu.reset == GpuOptions.Reset.idle;
        if (!wanted || kernel == null || amd != null) {
            return null;
        }
        ResetCommand command = new ResetCommand(nvidiaSmi, RESET_PATIENCE);
        return new GpuReset(driver, topology(), command, repairs, clock);
    }

    private GpuReader nvidia() {
        return isCluster(options) ? ClusterAgent.gpus(options, host) : new NvidiaSmi(nvidiaSmi, PATIENCE);
    }

    /** How they are joined, which is not read of AMD's. */
    GpuTopology topology() {
        return amd == null ? new GpuTopology(nvidiaSmi, PATIENCE) : GpuTopology.UNTOLD;
    }

    /** How busy they are. */
    GpuFeed feed() {
        GpuStream.Rhythm rhythm = GpuStream.Rhythm.ofSamples(options.telemetryInterval);
        return amd == null ? new GpuStream(nvidiaSmi, rhythm) : new GpuPolling(amd::loads, rhythm.period());
    }

    /** What containers get to reach those that are leased. */
    GpuDevices devices() {
        if (options.simulateGpus > 0) {
            return GpuDevices.NONE;
        }
        return amd == null ? GpuDevices.NVIDIA : GpuDevices.amd(amd::busOf);
    }

    /** What the driver tells, with what the kernel said. */
    GpuReader reader() {
        return kernel == null ? driver : new AttentiveReader(driver, kernel);
    }

    HealthMonitor monitor(NodeEvents events) {
        return new HealthMonitor(host, driver, this::saidAt, events, clock);
    }

    void watch(HealthMonitor monitor, Workloads workloads, ContainerRuntime runtime, NodeEvents events) {
        if (isCluster(options)) {
            return;
        }
        if (kernel != null) {
            kernel.follow(monitor::lookSoon);
        }
        if (options.health.healthInterval.isPositive()) {
            Thread.ofVirtual().name("gpu-health").start(() -> monitor.run(options.health.healthInterval));
        }
        if (options.health.gpuProbeInterval.isPositive()) {
            GpuAccessWatch watch =
                    new GpuAccessWatch(host, workloads::running, access(runtime), witness(runtime), events, clock);
            Thread.ofVirtual().name("gpu-access").start(() -> watch.run(options.health.gpuProbeInterval));
        }
    }

    private GpuAccess access(ContainerRuntime runtime) {
        return runtime.name().equals("process") ? new HostGpuAccess(nvidiaSmi) : runtime.gpuAccess();
    }

    private Witness witness(ContainerRuntime runtime) {
        return options.simulateGpus > 0
                ? Witness.BELIEVES
                : new HostWitness(driver, runtime.sight().insides(), PROC, new DeviceGroup(PROC)::open, DEVICES);
    }

    private List<KernelFault> saidAt(String bus) {
        return kernel == null ? List.of() : kernel.faultsAt(bus);
    }

    private static boolean isCluster(AgentOptions options) {
        return options.runtime == RuntimeKind.kubernetes;
    }

    private static String nvidiaSmi(AgentOptions options, HostId host) {
        return options.simulateGpus == 0
                ? options.gpu.nvidiaSmi
                : SimulatedGpus.install(
                                options.stateDir.resolve("simulated-gpus"),
                                host,
                                options.simulateGpus,
                                options.simulateModel,
                                options.simulateMemory)
                        .executable()
                        .toAbsolutePath()
                        .toString();
    }
}
