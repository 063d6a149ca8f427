package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StatsConfig;
import io.remotegpu.agent.runtime.Limits;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Changes what a running container may use. */
final class DockerLimits implements Limits {
    private static final long MEBIBYTE = 1024L * 1024;
    private static final int PATIENCE_SECONDS = 10;

    private final DockerClient docker;

    DockerLimits(DockerClient docker) {
        this.docker = docker;
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

    /** Without what the kernel would give back when asked. */
    private long memoryInUse(String containerId) {
        LastStatistics last = new LastStatistics();
        try (last) {
            docker.statsCmd(containerId).withNoStream(true).exec(last);
            last.awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | DockerException engine) {
            throw refused(EngineWords.of(engine.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("the agent is shutting down");
        }
        return workingSet(last.seen == null ? null : last.seen.getMemoryStats());
    }

    private static long workingSet(@Nullable MemoryStatsConfig memory) {
        if (memory == null || memory.getUsage() == null) {
            throw refused("the engine does not say how much memory it uses");
        }
        StatsConfig parts = memory.getStats();
        Long idle = parts == null
                ? null
                : parts.getTotalInactiveFile() == null ? parts.getInactiveFile() : parts.getTotalInactiveFile();
        return memory.getUsage() - (idle == null ? 0 : idle);
    }

    private static RuntimeException refused(String reason) {
        return new WorkloadFailure(FailureCause.HOST_ERROR, reason).asException();
    }

    private static final class LastStatistics extends ResultCallback.Adapter<Statistics> {
        private volatile @Nullable Statistics seen;

        @Override
        public void onNext(Statistics statistics) {
            seen = statistics;
        }
    }
}
