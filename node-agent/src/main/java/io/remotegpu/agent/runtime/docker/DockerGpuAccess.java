package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import io.remotegpu.agent.runtime.GpuAccess;
import io.remotegpu.agent.runtime.GpuAnswers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks by running something in the container, as its own user. In a container where that hangs nothing more is started until it ended. */
final class DockerGpuAccess implements GpuAccess {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_OUTPUT = 4096;

    private final DockerClient docker;
    private final Map<String, String> hanging = new ConcurrentHashMap<>();

    DockerGpuAccess(DockerClient docker) {
        this.docker = docker;
    }

    private record Said(int exit, String output) {}

    @Override
    public Answer of(String containerId) {
        try {
            return stillHangs(containerId)
                    ? new Answer.Untold("the last question still hangs in it")
                    : ask(containerId);
        } catch (IOException | RuntimeException engine) {
            return new Answer.Untold("it cannot be asked now: " + engine.getMessage());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return new Answer.Untold("the agent ends");
        }
    }

    @Override
    public void forgetAllBut(Set<String> containers) {
        hanging.keySet().retainAll(containers);
    }

    private Answer ask(String containerId) throws IOException, InterruptedException {
        Said listed = run(containerId, GpuAnswers.LIST);
        if (listed == null) {
            return new Answer.Untold("nvidia-smi -L does not end in it");
        }
        if (!GpuAnswers.isMissing(listed.exit(), listed.output())) {
            return GpuAnswers.toList(listed.exit(), listed.output());
        }
        Said opened = run(containerId, GpuAnswers.OPEN);
        return opened == null
                ? new Answer.Untold("a device does not open in it")
                : GpuAnswers.toOpen(opened.exit(), opened.output());
    }

    /** Null if it did not end in time. */
    private @Nullable Said run(String containerId, List<String> command) throws IOException, InterruptedException {
        String exec = docker.execCreateCmd(containerId)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        Output output = new Output();
        try (output) {
            docker.execStartCmd(exec).exec(output);
            if (!output.awaitCompletion(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                hanging.put(containerId, exec);
                return null;
            }
        }
        Long exit = docker.inspectExecCmd(exec).exec().getExitCodeLong();
        return new Said(exit == null ? -1 : exit.intValue(), output.text());
    }

    private boolean stillHangs(String containerId) {
        String exec = hanging.get(containerId);
        if (exec == null) {
            return false;
        }
        boolean running = runs(exec);
        if (!running) {
            hanging.remove(containerId);
        }
        return running;
    }

    private boolean runs(String exec) {
        try {
            return Boolean.TRUE.equals(docker.inspectExecCmd(exec).exec().isRunning());
        } catch (NotFoundException gone) {
            return false;
        }
    }

    /** Its beginning; what a tenant's program prints beyond is passed over. */
    private static final class Output extends ResultCallback.Adapter<Frame> {
        private final StringBuilder text = new StringBuilder();

        @Override
        public synchronized void onNext(Frame frame) {
            String more = new String(frame.getPayload(), StandardCharsets.UTF_8);
            text.append(more, 0, Math.min(more.length(), MOST_OUTPUT - text.length()));
        }

        synchronized String text() {
            return text.toString();
        }
    }
}
