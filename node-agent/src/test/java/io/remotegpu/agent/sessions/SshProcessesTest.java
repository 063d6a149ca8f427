package io.remotegpu.agent.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Titles and open files are anybody's to make as many of as they like. */
class SshProcessesTest {
    @TempDir
    Path folder;

    private FakeProc proc;
    private SshProcesses ssh;

    @BeforeEach
    void host() throws IOException {
        proc = new FakeProc(folder).up(1000);
        ssh = new SshProcesses(folder, Clock.systemUTC());
    }

    @Test
    void keepsNoMoreOfWhatOneProcessHasOpenThanASessionHas() throws IOException {
        proc.process(102, "pid:[2]", "x", "sshd: x@notty", 1);
        for (long inode = 1; inode <= SshProcesses.MOST_OPEN + 200; inode++) {
            proc.socket(102, inode);
        }

        assertThat(ssh.sockets(sessions(102, 102))).hasSize(SshProcesses.MOST_OPEN);
    }

    @Test
    void looksAtNoMoreProcessesThanThereMayBeSessions() throws IOException {
        for (long pid = 1_000; pid < 1_200; pid++) {
            proc.process(pid, "pid:[2]", "x", "sshd: x@notty", 1);
            proc.socket(pid, pid);
        }

        List<OpenSession> sessions = sessions(1_000, 1_199);
        assertThat(sessions).hasSize(SshProcesses.MOST_PROCESSES);
        assertThat(ssh.sockets(sessions)).hasSize(SshProcesses.MOST_PROCESSES);
    }

    private List<OpenSession> sessions(long first, long last) {
        List<HostProcess> processes = LongStream.rangeClosed(first, last)
                .mapToObj(pid -> ProcessTable.find(folder, pid).orElseThrow())
                .toList();
        return ssh.sessions(first, processes, List.of());
    }
}
