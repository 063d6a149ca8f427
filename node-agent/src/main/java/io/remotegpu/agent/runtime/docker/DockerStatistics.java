package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StatsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The engine's own figures of a container. It measures for about a second. */
final class DockerStatistics {
    private static final int PATIENCE_SECONDS = 10;

    private final DockerClient docker;

    DockerStatistics(DockerClient docker) {
        this.docker = docker;
    }

    /** Empty if the engine says nothing within ten seconds. Throws what the engine refuses with. */
    Optional<Statistics> read(String containerId) {
        Last last = new Last();
        try (last) {
            docker.statsCmd(containerId).withNoStream(true).exec(last);
            last.awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Optional.ofNullable(last.seen);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Memory without what the kernel would give back when asked; empty for a container that does not run. */
    static OptionalLong memoryInUse(Statistics statistics) {
        MemoryStatsConfig memory = statistics.getMemoryStats();
        if (memory == null || memory.getUsage() == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.max(0, memory.getUsage() - idle(memory.getStats())));
    }

    private static long idle(@Nullable StatsConfig parts) {
        if (parts == null) {
            return 0;
        }
        Long idle = parts.getTotalInactiveFile() == null ? parts.getInactiveFile() : parts.getTotalInactiveFile();
        return idle == null ? 0 : idle;
    }

    private static final class Last extends ResultCallback.Adapter<Statistics> {
        private volatile @Nullable Statistics seen;

        @Override
        public void onNext(Statistics statistics) {
            seen = statistics;
        }
    }
}
