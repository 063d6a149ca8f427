package io.remotegpu.agent;

import io.remotegpu.contracts.WorkloadId;
import java.util.List;

/** The engine as an onlooker sees it. */
final class DockerCommands {
    private static final String WORKLOAD = "label=io.remotegpu.workload=";

    private DockerCommands() {}

    static List<String> containers(WorkloadId id) {
        return lines("docker", "ps", "-aq", "--no-trunc", "--filter", WORKLOAD + id);
    }

    static int running(WorkloadId id) {
        return lines("docker", "ps", "-q", "--filter", WORKLOAD + id).size();
    }

    static List<String> volumes(WorkloadId id) {
        return lines("docker", "volume", "ls", "-q", "--filter", WORKLOAD + id);
    }

    static String inspect(String container, String format) {
        return Shells.run("docker", "inspect", "--format", format, container).output();
    }

    static void removeAll(String platformId) {
        String ours = "label=io.remotegpu.platform=" + platformId;
        lines("docker", "ps", "-aq", "--filter", ours).forEach(id -> Shells.run("docker", "rm", "-f", "-v", id));
        lines("docker", "volume", "ls", "-q", "--filter", ours)
                .forEach(name -> Shells.run("docker", "volume", "rm", name));
        lines("docker", "network", "ls", "-q", "--filter", ours)
                .forEach(id -> Shells.run("docker", "network", "rm", id));
    }

    private static List<String> lines(String... command) {
        return Shells.run(command)
                .output()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
