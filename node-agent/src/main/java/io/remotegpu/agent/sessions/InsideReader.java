package io.remotegpu.agent.sessions;

import io.remotegpu.agent.runtime.Inside;
import io.remotegpu.agent.sessions.TcpTable.Connection;
import io.remotegpu.contracts.workload.WorkloadActivity.Connections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks into containers from outside: nothing runs in them for it, and what lies in them is not believed about anything else. */
public final class InsideReader {
    private static final String SSH = "ssh";
    private static final String OPENSSH = "sshd";
    private static final int MOST_PROCESSES = 10;
    /** Shells, and what images start by themselves: that these run says nothing of people. */
    private static final Set<String> SERVICES = Set.of(
            "sshd",
            "sshd-session",
            "sshd-auth",
            "sftp-server",
            "bash",
            "sh",
            "dash",
            "zsh",
            "fish",
            "ash",
            "login",
            "su",
            "sudo",
            "tmux: server",
            "tmux: client",
            "screen",
            "tini",
            "docker-init",
            "dumb-init",
            "s6-svscan",
            "s6-supervise",
            "supervisord",
            "systemd",
            "systemd-journal",
            "dbus-daemon",
            "cron",
            "rsyslogd",
            "nvidia-smi",
            "xrdp",
            "xrdp-sesman",
            "Xorg",
            "Xvnc",
            "jupyter-lab",
            "jupyter-noteboo",
            "jupyter-server",
            "jupyterhub-sing");

    private final Path proc;
    private final SshProcesses ssh;
    private final SshDoor door;

    /** @param proc where the kernel shows its processes */
    public InsideReader(Path proc, Clock clock) {
        this.proc = proc;
        this.ssh = new SshProcesses(proc, clock);
        this.door = new SshDoor(proc);
    }

    public ProcessTable processes() {
        return ProcessTable.read(proc);
    }

    /** Empty if it ended meanwhile, or this agent may not look. */
    public Optional<SeenInside> look(Inside inside, ProcessTable table) {
        long first = inside.firstProcess();
        // others may list its processes and connections, and would see neither terminals nor whose connection is whose
        if (!Files.isDirectory(proc.resolve(first + "/root"))) {
            return Optional.empty();
        }
        Optional<List<Connection>> connections = TcpTable.of(proc.resolve(Long.toString(first)));
        return table.beside(first)
                .filter(processes -> !processes.isEmpty())
                .flatMap(processes -> connections.map(open -> seen(inside, processes, open)));
    }

    /** Ends the process that serves a session, and no other that got its number meanwhile. */
    void end(OpenSession session) {
        ProcessTable.find(proc, session.pid())
                .filter(process -> process.startTicks() == session.startTicks())
                .flatMap(process -> ProcessHandle.of(process.pid()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    private SeenInside seen(Inside inside, List<HostProcess> processes, List<Connection> open) {
        List<OpenSession> sessions = ssh.sessions(inside.firstProcess(), processes, open);
        Set<Long> explained = ssh.sockets(sessions);
        boolean openSsh = processes.stream().anyMatch(process -> process.name().equals(OPENSSH));
        List<Connections> connections = inside.ports().stream()
                // who has not shown a key yet is nobody: else whoever tries doors would keep it up
                .filter(port -> !(openSsh && port.serviceType().equals(SSH)))
                .map(port -> new Connections(port.serviceType(), port.number(), count(port.number(), open, explained)))
                .filter(port -> port.open() > 0)
                .toList();
        return new SeenInside(
                sessions, connections, ofPeople(inside.firstProcess(), processes), door.condition(inside, processes));
    }

    private static int count(int port, List<Connection> open, Set<Long> explained) {
        return Math.toIntExact(open.stream()
                .filter(connection -> connection.localPort() == port && !explained.contains(connection.inode()))
                .count());
    }

    private static List<String> ofPeople(long firstProcess, List<HostProcess> processes) {
        return processes.stream()
                .filter(process ->
                        process.pid() != firstProcess && !process.title().isEmpty())
                .map(HostProcess::name)
                .filter(name -> !SERVICES.contains(name))
                .map(name -> name.replaceAll("\\p{Cntrl}", "?"))
                .distinct()
                .sorted()
                .limit(MOST_PROCESSES)
                .toList();
    }
}
