package io.remotegpu.agent.sessions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** A folder that looks like {@code /proc}. */
record FakeProc(Path root) {
    /** Since which this host is up is read back from here; processes start at the ticks they are given. */
    FakeProc up(double seconds) throws IOException {
        Files.writeString(root.resolve("uptime"), seconds + " 1.00\n");
        return this;
    }

    /** {@code title} as a shell would write it. */
    Path process(long pid, String namespace, String name, String title, long startTicks) throws IOException {
        Path folder = Files.createDirectories(root.resolve(Long.toString(pid)));
        Files.createDirectories(folder.resolve("ns"));
        Files.createDirectories(folder.resolve("fd"));
        Files.createDirectories(folder.resolve("root"));
        Files.createSymbolicLink(folder.resolve("ns/pid"), Path.of(namespace));
        Files.writeString(folder.resolve("cmdline"), title.replace(' ', '\0') + "\0");
        Files.writeString(
                folder.resolve("stat"),
                pid + " (" + name + ") S 1 1 1 0 -1 4194560 1 1 0 0 0 0 0 0 20 0 1 0 " + startTicks + " 0 0");
        return folder;
    }

    void socket(long pid, long inode) throws IOException {
        Files.createSymbolicLink(root.resolve(pid + "/fd/" + inode), Path.of("socket:[" + inode + "]"));
    }

    void connections(long pid, String... lines) throws IOException {
        Files.createDirectories(root.resolve(pid + "/net"));
        Files.writeString(
                root.resolve(pid + "/net/tcp"), "  sl  local_address rem_address\n" + String.join("\n", lines));
    }

    void terminal(long firstProcess, int number, Instant lastInput) throws IOException {
        Path device = root.resolve(firstProcess + "/root/dev/pts/" + number);
        Files.createDirectories(device.getParent());
        Files.writeString(device, "");
        Files.setAttribute(device, "lastAccessTime", FileTime.from(lastInput));
    }

    /** As the kernel prints an established connection from 192.0.2.9. */
    static String established(int localPort, int remotePort, long inode) {
        return "   1: 020011AC:%04X 090200C0:%04X 01 00000000:00000000 02:00 00000000  0  0 %d 2 0"
                .formatted(localPort, remotePort, inode);
    }

    static String listening(int localPort, long inode) {
        return "   0: 00000000:%04X 00000000:0000 0A 00000000:00000000 00:00 00000000  0  0 %d 1 0"
                .formatted(localPort, inode);
    }
}
