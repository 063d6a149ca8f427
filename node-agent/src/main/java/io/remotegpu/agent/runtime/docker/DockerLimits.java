package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import io.remotegpu.agent.runtime.Limits;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/** Changes what a running container may use. */
final class DockerLimits implements Limits {
    private static final long MEBIBYTE = 1024L * 1024;

    private final DockerClient docker;
    private final DockerStatistics statistics;

    DockerLimits(DockerClient docker, DockerStatistics statistics) {
        this.docker = docker;
        this.statistics = statistics;
    }

    /** A limit below what is in use is refused: some kernels would not take it, others would end processes to make it true. */
    @Override
    public void change(String containerId, double cpu, int memory) {
        long used = memoryInUse(containerId);
        if (used > memory * MEBIBYTE) {
            throw refused("it uses " + Math.ceilDiv(used, MEBIBYTE) + " MiB now, more than " + memory);
        }
        restore(containerId, cpu, memory);
    }

    @Override
    public void restore(String containerId, double cpu, int memory) {
        try {
            docker.updateContainerCmd(containerId)
                    .withNanoCPUs(Math.round(cpu * 1_000_000_000L))
                    .withMemory(memory * MEBIBYTE)
                    .withMemorySwap(memory * MEBIBYTE)
                    .exec();
        } catch (DockerException engine) {
            throw refused(EngineWords.of(engine.getMessage()));
        }
    }

    private long memoryInUse(String containerId) {
        try {
            return statistics
                    .read(containerId)
                    .map(DockerStatistics::memoryInUse)
                    .orElse(OptionalLong.empty())
                    .orElseThrow(() -> refused("the engine does not say how much memory it uses"));
        } catch (UncheckedIOException | DockerException engine) {
            throw refused(EngineWords.of(engine.getMessage()));
        }
    }

    private static RuntimeException refused(String reason) {
        return new WorkloadFailure(FailureCause.HOST_ERROR, reason).asException();
    }
}
