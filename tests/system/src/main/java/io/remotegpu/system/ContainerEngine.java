package io.remotegpu.system;

import java.util.List;

/** The engine as an onlooker sees it: its own command, not the platform's view of it. */
public final class ContainerEngine {
    private ContainerEngine() {}

    public static boolean answers() {
        return Commands.run("docker", "info", "--format", "{{.ServerVersion}}").exitCode() == 0;
    }

    public static boolean hasImage(String image) {
        return Commands.run("docker", "image", "inspect", image).exitCode() == 0;
    }

    /** Ids of the containers, running or not, that were made for this workload. */
    public static List<String> containersOf(String workload) {
        return lines("docker", "ps", "-aq", "--no-trunc", "--filter", "label=io.remotegpu.workload=" + workload);
    }

    public static List<String> volumesOf(String workload) {
        return lines("docker", "volume", "ls", "-q", "--filter", "name=remotegpu-" + workload);
    }

    /** Fine if there is none, or no engine. */
    public static void removeNetwork(String name) {
        Commands.run("docker", "network", "rm", name);
    }

    public static String inspect(String container, String format) {
        return Commands.succeed("docker", "inspect", "--format", format, container);
    }

    private static List<String> lines(String... command) {
        return Commands.succeed(command).lines().filter(line -> !line.isBlank()).toList();
    }
}
