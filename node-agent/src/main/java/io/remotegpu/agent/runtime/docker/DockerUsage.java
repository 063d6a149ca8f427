package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.CpuStatsConfig;
import com.github.dockerjava.api.model.PidsStatsConfig;
import com.github.dockerjava.api.model.StatisticNetworksConfig;
import com.github.dockerjava.api.model.Statistics;
import io.remotegpu.agent.runtime.ContainerUsage;
import io.remotegpu.agent.runtime.Usage;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the engine says that a container uses: also of an engine that is elsewhere, whatever its kernel's control groups look like. */
final class DockerUsage implements Usage {
    private final DockerStatistics statistics;

    DockerUsage(DockerStatistics statistics) {
        this.statistics = statistics;
    }

    @Override
    public Optional<ContainerUsage> of(String containerId) {
        try {
            return statistics.read(containerId).flatMap(DockerUsage::usage);
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }

    private static Optional<ContainerUsage> usage(Statistics read) {
        OptionalLong memory = DockerStatistics.memoryInUse(read);
        CpuStatsConfig cpu = read.getCpuStats();
        Long nanos = cpu == null || cpu.getCpuUsage() == null
                ? null
                : cpu.getCpuUsage().getTotalUsage();
        return memory.isEmpty() || nanos == null
                ? Optional.empty()
                : Optional.of(new ContainerUsage(
                        nanos,
                        memory.getAsLong(),
                        sum(read.getNetworks(), StatisticNetworksConfig::getRxBytes),
                        sum(read.getNetworks(), StatisticNetworksConfig::getTxBytes),
                        processesFree(read)));
    }

    private static @Nullable Long processesFree(Statistics read) {
        PidsStatsConfig processes = read.getPidsStats();
        return processes == null || processes.getCurrent() == null
                ? null
                : Long.valueOf(Math.max(0, mostProcesses(processes) - processes.getCurrent()));
    }

    /** The client has no name for it; an engine that does not tell has the limit that all containers have. */
    private static long mostProcesses(PidsStatsConfig processes) {
        return processes.getRawValues().get("limit") instanceof Number limit
                ? Math.min(HostConfigs.PROCESSES, Math.abs(limit.longValue()))
                : HostConfigs.PROCESSES;
    }

    private static @Nullable Long sum(
            @Nullable Map<String, StatisticNetworksConfig> networks,
            Function<StatisticNetworksConfig, @Nullable Long> counter) {
        return networks == null
                ? null
                : Long.valueOf(networks.values().stream()
                        .map(counter)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .sum());
    }
}
