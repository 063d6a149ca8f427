package io.remotegpu.agent;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RemoveSnapshot;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.RestoreResources;
import io.remotegpu.contracts.NodeCommand.SetAuthorizedKeys;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.TakeSnapshot;
import io.remotegpu.contracts.NodeCommand.UpdateResources;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.HostSelector;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.util.List;
import java.util.Map;

/** Commands as the scheduler sends them. */
public record Commands(HostId host) {
    public static final String BASE_IMAGE = "remotegpu/env-base:latest";

    public static Workload environment(String image, Probe.Kind probe, Map<String, String> env) {
        return new Workload(
                image,
                List.of(),
                env,
                0.5,
                512,
                0,
                GpuRequest.NONE,
                List.of(new PortRequest("ssh", 22, "tcp")),
                List.of(
                        new Volume("home", "/home/dev", false),
                        new Volume("host-keys", "/var/lib/remotegpu/ssh", false)),
                new Probe(probe, 22, "", 30),
                null,
                false);
    }

    /** With at most so many processes. */
    public static Workload ofProcesses(int pids) {
        Workload plain = environment(BASE_IMAGE, Probe.Kind.SSH, Map.of());
        return new Workload(
                plain.image(),
                plain.argv(),
                plain.env(),
                plain.cpu(),
                plain.memory(),
                plain.storage(),
                plain.gpu(),
                plain.ports(),
                plain.volumes(),
                plain.probe(),
                null,
                false,
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                HostSelector.ANY,
                pids);
    }

    public static Workload reading(DatasetMount... datasets) {
        return environment(BASE_IMAGE, Probe.Kind.SSH, Map.of()).reading(List.of(datasets));
    }

    public UpdateResources resize(WorkloadId id, long epoch, double cpu, int memory) {
        return new UpdateResources(host, id, epoch, cpu, memory);
    }

    public RestoreResources restore(WorkloadId id, long epoch, double cpu, int memory) {
        return new RestoreResources(host, id, epoch, cpu, memory);
    }

    public TakeSnapshot snapshot(WorkloadId id, long epoch, SnapshotId snapshot) {
        return new TakeSnapshot(host, id, epoch, snapshot);
    }

    public RemoveSnapshot removeSnapshot(WorkloadId id, SnapshotId snapshot) {
        return new RemoveSnapshot(host, id, 0, snapshot);
    }

    public StartContainer start(WorkloadId id, long epoch, int port, List<String> gpus, List<String> keys) {
        return start(id, epoch, environment(BASE_IMAGE, Probe.Kind.SSH, Map.of("GREETING", "hello")), port, gpus, keys);
    }

    public StartContainer start(
            WorkloadId id, long epoch, Workload workload, int port, List<String> gpus, List<String> keys) {
        return new StartContainer(
                host, id, epoch, workload, gpus, List.of(new PortMapping("ssh", port, 22, "tcp")), keys);
    }

    public StopContainer stop(WorkloadId id, long epoch) {
        return new StopContainer(host, id, epoch, 2);
    }

    public VerifyGpus verify(WorkloadId id, long epoch, List<String> gpus) {
        return new VerifyGpus(host, id, epoch, gpus);
    }

    public RemoveWorkload remove(WorkloadId id, long epoch) {
        return new RemoveWorkload(host, id, epoch);
    }

    public SetAuthorizedKeys keys(WorkloadId id, long epoch, List<String> keys) {
        return new SetAuthorizedKeys(host, id, epoch, keys);
    }
}
