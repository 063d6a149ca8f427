package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** Runs the commands of workloads as plain processes of the agent's own user, without any isolation. They live on when the agent ends. */
final class Launches {
    static final int UNKNOWN_CODE = -1;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final String bindAddress;
    private final LaunchLogs logs;
    private final MarkedProcesses marked;

    Launches(String bindAddress, LaunchLogs logs, MarkedProcesses marked) {
        this.bindAddress = bindAddress;
        this.logs = logs;
        this.marked = marked;
    }

    /** What would need an engine. */
    static void refuseImpossible(Workload workload) {
        if (workload.process() == null && !workload.argv().isEmpty()) {
            throw new WorkloadFailure(
                            FailureCause.INVALID_WORKLOAD,
                            "this host has no container engine and cannot run a command of its own; leave argv empty")
                    .asException();
        }
        if (!workload.datasets().isEmpty()) {
            throw new WorkloadFailure(
                            FailureCause.HOST_ERROR,
                            "this host has no container engine and cannot keep a dataset from being written")
                    .asException();
        }
    }

    /** Starts it and returns its process. */
    Process start(ProcessContainer container, Launch launch, Path home) {
        container.ports().forEach(this::refuseTaken);
        ProcessBuilder builder = new ProcessBuilder(launch.argv())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        logs.begin(container.id()).toFile()));
        variables(builder.environment(), container, launch, home);
        try {
            return builder.start();
        } catch (IOException absent) {
            throw new WorkloadFailure(
                            FailureCause.HOST_ERROR,
                            "this host has no container engine and cannot run '%s': install it here, or use a host with Docker"
                                    .formatted(launch.argv().getFirst()))
                    .asException();
        }
    }

    /** The process of an earlier agent, if it still runs. */
    Optional<ProcessHandle> find(ProcessContainer container) {
        Long pid = container.pid();
        return marked.find(container.workloadId()).stream()
                .filter(process -> Objects.equals(process.pid(), pid))
                .findFirst();
    }

    /** Tells the exit code, or that it is unknown because the process is no child of this agent. */
    void follow(String containerId, ProcessHandle handle, Optional<Process> child, IntConsumer ended) {
        Thread.ofVirtual().name("launch-" + containerId).start(() -> {
            while (runs(handle)) {
                logs.bound(containerId);
            }
            ended.accept(child.map(Process::exitValue).orElse(UNKNOWN_CODE));
        });
    }

    private static boolean runs(ProcessHandle handle) {
        try {
            handle.onExit().get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException itRuns) {
            return true;
        } catch (InterruptedException | ExecutionException notKnown) {
            return false;
        }
    }

    /** The command would say so too, but in words of its own. */
    private void refuseTaken(PortMapping port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(bindAddress, port.externalPort()));
        } catch (IOException taken) {
            throw new WorkloadFailure(
                            FailureCause.PORT_TAKEN,
                            "cannot listen on port " + port.externalPort() + ": " + taken.getMessage(),
                            port.externalPort())
                    .asException();
        }
    }

    /** None of the agent's own, which may be secrets. */
    private void variables(Map<String, String> env, ProcessContainer container, Launch launch, Path home) {
        String path = env.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        env.clear();
        env.putAll(Map.of("PATH", path, "LANG", "C.UTF-8", "HOME", home.toString()));
        env.putAll(container.env());
        env.putAll(launch.env());
        env.putAll(marked.mark(container.workloadId()));
    }
}
