package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.PortMapping;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open SSH servers, by container. */
final class SshDoors {
    private static final Logger log = LoggerFactory.getLogger(SshDoors.class);
    private static final int SSH = 22;

    private final String bindAddress;
    private final ProcessFolders folders;
    private final MarkedProcesses processes;
    private final Map<String, SshDoor> open = new ConcurrentHashMap<>();

    SshDoors(String bindAddress, ProcessFolders folders, MarkedProcesses processes) {
        this.bindAddress = bindAddress;
        this.folders = folders;
        this.processes = processes;
    }

    /** Listens on the host port that leads to port 22; nothing to do for a container without one. */
    void open(ProcessContainer container) {
        container.ports().stream()
                .filter(port -> port.internalPort() == SSH)
                .findFirst()
                .ifPresent(port -> open(container, port.externalPort()));
    }

    InetSocketAddress address(int port) {
        return new InetSocketAddress(bindAddress, port);
    }

    void close(String containerId) {
        SshDoor door = open.remove(containerId);
        if (door != null) {
            close(door);
        }
    }

    void closeAll() {
        open.keySet().forEach(this::close);
    }

    private void open(ProcessContainer container, int port) {
        SshDoor door = new SshDoor(
                address(port),
                Path.of(container.keys()),
                folders.volume(container.workloadId(), "host-keys").resolve("ssh_host_key"),
                folders.volume(container.workloadId(), "home"),
                variables(container));
        try {
            door.open();
            open.put(container.id(), door);
        } catch (IOException e) {
            close(door);
            throw new WorkloadFailure(
                            FailureCause.PORT_TAKEN, "cannot listen on port " + port + ": " + e.getMessage(), port)
                    .asException();
        }
    }

    /** There is no network of its own: a service must listen on the host port itself, so it is told which. */
    private Map<String, String> variables(ProcessContainer container) {
        Map<String, String> env = new TreeMap<>(container.env());
        env.putAll(processes.mark(container.workloadId()));
        for (PortMapping port : container.ports()) {
            env.put("REMOTEGPU_PORT_" + port.internalPort(), Integer.toString(port.externalPort()));
        }
        return env;
    }

    private static void close(SshDoor door) {
        try {
            door.close();
        } catch (IOException e) {
            log.warn("an SSH server did not close well: {}", e.getMessage());
        }
    }
}
