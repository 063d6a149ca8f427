package io.remotegpu.agent.sessions;

import io.remotegpu.agent.runtime.Inside;
import io.remotegpu.contracts.workload.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether SSH is still served inside, seen without knocking: who knocks every minute fills a log. */
final class SshDoor {
    private static final String SSH = "ssh";
    private static final String OPENSSH = "sshd";
    private static final String DELETED = " (deleted)";

    private final Path proc;

    SshDoor(Path proc) {
        this.proc = proc;
    }

    /** What is wrong; empty also where SSH was never asked for or nobody can tell. */
    Optional<Condition> condition(Inside inside, List<HostProcess> processes) {
        return inside.ports().stream()
                .filter(port -> port.serviceType().equals(SSH))
                .findFirst()
                .flatMap(port -> trouble(inside, port.number(), processes))
                .map(words -> new Condition(Condition.Kind.SSH_CLOSED, words));
    }

    private Optional<String> trouble(Inside inside, int port, List<HostProcess> processes) {
        boolean deaf = TcpTable.isHeard(proc.resolve(Long.toString(inside.firstProcess())), port)
                .filter(heard -> !heard)
                .isPresent();
        if (deaf) {
            return Optional.of("nothing listens on port " + port + " any more: restart it to log in again");
        }
        return processes.stream().anyMatch(process -> isRemoved(inside, process))
                ? Optional.of("the SSH server was removed and lets nobody in any more: restart it to log in again")
                : Optional.empty();
    }

    /** It starts itself anew for each connection; after an upgrade another lies in its place. */
    private boolean isRemoved(Inside inside, HostProcess process) {
        if (!process.name().equals(OPENSSH)) {
            return false;
        }
        try {
            String program =
                    Files.readSymbolicLink(proc.resolve(process.pid() + "/exe")).toString();
            return program.endsWith(DELETED)
                    && !isThere(inside, program.substring(0, program.length() - DELETED.length()));
        } catch (IOException endedOrForbidden) {
            return false;
        }
    }

    /** Whatever else lies there now is not followed: it may be a link to anywhere. */
    private boolean isThere(Inside inside, String program) {
        return Files.exists(proc.resolve(inside.firstProcess() + "/root" + program), LinkOption.NOFOLLOW_LINKS);
    }
}
