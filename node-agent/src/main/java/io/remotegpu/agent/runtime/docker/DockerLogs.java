package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import io.remotegpu.agent.runtime.LastWords;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The end of a container's output, for the people who must find out why it did not start. */
final class DockerLogs {
    private static final int LINES = LastWords.MOST_LINES;
    private static final int SECONDS = 3;
    /** A line has no limit of its own. */
    private static final int KEPT = 64 * 1024;

    private final DockerClient docker;

    DockerLogs(DockerClient docker) {
        this.docker = docker;
    }

    LastWords tail(String containerId) {
        StringBuffer said = new StringBuffer();
        try (var lines = docker.logContainerCmd(containerId)
                .withStdOut(true)
                .withStdErr(true)
                .withTail(LINES)
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        said.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                        said.delete(0, Math.max(0, said.length() - KEPT));
                    }
                })) {
            lines.awaitCompletion(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.io.IOException | DockerException noLogs) {
            // the failure itself matters more than its log
        }
        return LastWords.of(said.toString());
    }
}
