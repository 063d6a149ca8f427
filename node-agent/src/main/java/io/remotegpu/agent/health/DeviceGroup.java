package io.remotegpu.agent.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether the kernel lets what is in a process's control group open a device. A process of the host enters the group for a moment and tries, so nothing that
 * lies in a container has a say in it. The agent must be root and see the host's groups.
 */
public final class DeviceGroup {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final int NOT_ENTERED = 3;
    private static final String TRY = """
            echo $$ > "$1" || exit 3
            exec 3<>"$2"
            """;

    private final Path proc;

    /** @param proc where the kernel shows its processes */
    public DeviceGroup(Path proc) {
        this.proc = proc;
    }

    /** What came of it; unknown where it cannot be tried. */
    public enum Outcome {
        OPENED,
        REFUSED,
        UNKNOWN
    }

    /** Whether there is a group to enter, and this agent may. */
    public boolean canEnter(long process) {
        return groupOf(process).isPresent();
    }

    public Outcome open(long process, Path device) {
        try {
            Optional<Path> group = groupOf(process);
            return group.isPresent() ? open(group.get(), device) : Outcome.UNKNOWN;
        } catch (IOException gone) {
            return Outcome.UNKNOWN;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Outcome.UNKNOWN;
        }
    }

    private Optional<Path> groupOf(long process) {
        try {
            return group(Files.readString(proc.resolve(process + "/cgroup"))).filter(Files::isWritable);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Where processes enter it: the group of devices where each controller has its own, else the one that all share. */
    static Optional<Path> group(String groups) {
        return groups.lines()
                .map(line -> line.split(":", 3))
                .filter(line -> line.length == 3 && !line[2].equals("/"))
                .filter(line ->
                        List.of(line[1].split(",")).contains("devices") || line[0].equals("0") && !hasDevices(groups))
                .map(line -> (line[1].isEmpty() ? GROUPS : GROUPS.resolve("devices")).resolve(line[2].substring(1)))
                .map(folder -> folder.normalize().resolve("cgroup.procs"))
                .filter(file -> file.startsWith(GROUPS))
                .findFirst();
    }

    private static boolean hasDevices(String groups) {
        return groups.lines()
                .anyMatch(line -> List.of(line.split(":", 3)[1].split(",")).contains("devices"));
    }

    private static Outcome open(Path group, Path device) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", TRY, "sh", group.toString(), device.toString());
        builder.environment().put("LC_ALL", "C");
        Process helper = builder.redirectErrorStream(true).start();
        try {
            // a group that is frozen holds who enters it
            if (!helper.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Outcome.UNKNOWN;
            }
            String said = new String(helper.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (helper.exitValue() == 0) {
                return Outcome.OPENED;
            }
            boolean refused = helper.exitValue() != NOT_ENTERED && said.contains("Operation not permitted");
            return refused ? Outcome.REFUSED : Outcome.UNKNOWN;
        } finally {
            helper.destroyForcibly();
        }
    }
}
