package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import com.github.dockerjava.api.model.RestartPolicy;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.Volume;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a container may take from its host, and what it may not. */
final class HostConfigs {
    /**
     * The least with which sshd gives a shell on a terminal, found by leaving out one after the other: it becomes the user (SETUID, SETGID),
     * locks up its network half (SYS_CHROOT), hands over the terminal (CHOWN) and notes the login (AUDIT_WRITE). Ports below 1024 need
     * nothing: the engine opens them to everyone inside.
     */
    private static final Capability[] FOR_SSHD = {
        Capability.AUDIT_WRITE, Capability.CHOWN, Capability.SETGID, Capability.SETUID, Capability.SYS_CHROOT
    };

    /** Threads count too. No workload may have more. */
    static final long PROCESSES = 4096;

    private static final long MEBIBYTE = 1024L * 1024;

    private final String bindAddress;
    private final GpuDevices gpus;
    private final DatasetMounts datasets;

    HostConfigs(String bindAddress, GpuDevices gpus, DatasetMounts datasets) {
        this.bindAddress = bindAddress;
        this.gpus = gpus;
        this.datasets = datasets;
    }

    HostConfig of(ContainerSpec spec, String network) {
        HostConfig config = limited(spec.workload())
                .withNetworkMode(network)
                .withPrivileged(false)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withCapDrop(Capability.ALL)
                .withCapAdd(FOR_SSHD)
                .withRestartPolicy(RestartPolicy.noRestart())
                .withInit(true)
                .withReadonlyRootfs(spec.workload().readOnlyRoot())
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "3")))
                .withPortBindings(spec.ports().stream().map(this::binding).toList())
                .withMounts(mounts(spec));
        if (spec.workload().readOnlyRoot()) {
            config.withTmpFs(Map.of("/tmp", "", "/run", ""));
        }
        return spec.gpus().isEmpty() ? config : gpus.give(config, spec.gpus());
    }

    static ExposedPort exposed(PortMapping port) {
        return new ExposedPort(port.internalPort(), InternetProtocol.parse(port.protocol()));
    }

    private static HostConfig limited(Workload workload) {
        long memory = workload.memory() * MEBIBYTE;
        return HostConfig.newHostConfig()
                .withNanoCPUs(Math.round(workload.cpu() * 1_000_000_000L))
                .withMemory(memory)
                .withMemorySwap(memory)
                .withShmSize(memory / 2)
                .withPidsLimit(processes(workload))
                .withUlimits(OpenFiles.OF_THIS_MACHINE);
    }

    private static long processes(Workload workload) {
        Integer asked = workload.pids();
        return asked == null ? PROCESSES : Math.min(PROCESSES, asked);
    }

    private PortBinding binding(PortMapping port) {
        return new PortBinding(Binding.bindIpAndPort(bindAddress, port.externalPort()), exposed(port));
    }

    private List<Mount> mounts(ContainerSpec spec) {
        Mount keys = new Mount()
                .withType(MountType.BIND)
                .withSource(spec.keys().toAbsolutePath().toString())
                .withTarget("/run/remotegpu")
                .withReadOnly(true);
        Stream<Mount> volumes = spec.workload().volumes().stream().map(volume -> mount(spec, volume));
        Stream<Mount> read = spec.workload().datasets().stream().map(datasets::of);
        Stream<Mount> files = spec.workload().files().stream().map(file -> mount(spec, file));
        return Stream.of(Stream.of(keys), volumes, read, files, data(spec))
                .flatMap(mount -> mount)
                .toList();
    }

    private static Stream<Mount> data(ContainerSpec spec) {
        return Stream.ofNullable(spec.workload().dataFiles()).map(data -> new Mount()
                .withType(MountType.BIND)
                .withSource(spec.data().toAbsolutePath().toString())
                .withTarget(data.mountPath())
                .withReadOnly(true));
    }

    private static Mount mount(ContainerSpec spec, WorkloadFile file) {
        return new Mount()
                .withType(MountType.BIND)
                .withSource(spec.fileAt(file.path()).toAbsolutePath().toString())
                .withTarget(file.path())
                .withReadOnly(true);
    }

    private static Mount mount(ContainerSpec spec, Volume volume) {
        return new Mount()
                .withType(MountType.VOLUME)
                .withSource(DockerVolumes.name(spec.workloadId(), volume))
                .withTarget(volume.mountPath())
                .withReadOnly(volume.readOnly());
    }
}
