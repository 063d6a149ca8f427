package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import io.remotegpu.agent.runtime.ContainerLogs;
import io.remotegpu.agent.runtime.LogReader;
import io.remotegpu.agent.runtime.LogRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The engine's own log of each container. */
final class DockerContainerLogs implements ContainerLogs {
    private static final int LOOK_MILLIS = 100;

    private final DockerClient docker;

    DockerContainerLogs(DockerClient docker) {
        this.docker = docker;
    }

    @Override
    public void read(LogRequest request, LogReader reader) {
        LogPosition after = LogPosition.parse(request.after()).orElse(null);
        try (LogFrames frames = command(request, after).exec(new LogFrames(after, reader))) {
            while (!frames.awaitEnd(LOOK_MILLIS) && !reader.hasEnough()) {
                // asked again
            }
        } catch (NotFoundException removed) {
            // with its container its log has ended
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private LogContainerCmd command(LogRequest request, @Nullable LogPosition after) {
        LogContainerCmd command = docker.logContainerCmd(request.containerId())
                .withStdOut(true)
                .withStdErr(true)
                .withTimestamps(true)
                .withFollowStream(request.follow());
        if (after != null) {
            return command.withTailAll().withSince(after.since());
        }
        return request.follow() ? command.withTailAll() : command.withTail(request.tail());
    }
}
