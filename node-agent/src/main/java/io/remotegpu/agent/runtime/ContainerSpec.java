package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A container to create: what was asked, with what the host adds.
 *
 * @param env all variables, the host's included
 * @param gpus UUIDs of the leased GPUs
 * @param keys directory that holds {@code authorized_keys}, seen inside as {@code /run/remotegpu}
 * @param files directory in which its files lie as if it were {@code /}
 * @param data directory that shows its data files; only there if it has some
 */
public record ContainerSpec(
        WorkloadId workloadId,
        long epoch,
        Workload workload,
        Map<String, String> env,
        List<String> gpus,
        List<PortMapping> ports,
        Path keys,
        Path files,
        Path data) {

    /** @throws io.remotegpu.contracts.error.PlatformException INVALID_WORKLOAD if the request tries to set what only the host may */
    public static ContainerSpec of(StartContainer start, Path keys, Path files, Path data) {
        PlainRequest.check(start.workload());
        DatasetPaths.check(start.workload());
        FilePaths.check(start.workload());
        DataFilePaths.check(start.workload());
        return new ContainerSpec(
                start.workloadId(),
                start.epoch(),
                start.workload(),
                HostVariables.added(start),
                List.copyOf(start.gpus()),
                List.copyOf(start.ports()),
                keys,
                files,
                data);
    }

    /** Where a file lies that it sees at {@code path}. */
    public Path fileAt(String path) {
        return files.resolve(path.substring(1));
    }

    public String name() {
        return "remotegpu-" + workloadId + "-" + epoch;
    }
}
