package io.remotegpu.agent.sessions;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Established TCP connections of a network namespace, as {@code net/tcp} and {@code net/tcp6} of a process in it list them. */
final class TcpTable {
    private static final String ESTABLISHED = "01";
    private static final String LISTENING = "0A";
    private static final int HEX = 16;
    private static final int INODE = 9;
    private static final int WORD = 8;
    /** Somebody may open a great many. */
    private static final int MOST = 20_000;

    private TcpTable() {}

    /** {@code inode} is the socket's. */
    record Connection(int localPort, String remoteAddress, int remotePort, long inode) {}

    /** Empty if they cannot be read. */
    static Optional<List<Connection>> of(Path process) {
        try (Stream<String> four = Files.lines(process.resolve("net/tcp"))) {
            List<Connection> all = new ArrayList<>(established(four));
            Path six = process.resolve("net/tcp6");
            if (Files.exists(six)) {
                try (Stream<String> lines = Files.lines(six)) {
                    all.addAll(established(lines));
                }
            }
            return Optional.of(all);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether anything inside listens on that port; empty if that cannot be read. */
    static Optional<Boolean> isHeard(Path process, int port) {
        try {
            return Optional.of(isHeard(process, "net/tcp", port) || isHeard(process, "net/tcp6", port));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isHeard(Path process, String table, int port) throws IOException {
        Path file = process.resolve(table);
        if (table.endsWith("6") && !Files.exists(file)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1)
                    .limit(MOST)
                    .map(line -> line.strip().split("\\s+"))
                    .anyMatch(
                            fields -> fields.length > INODE && fields[3].equals(LISTENING) && port(fields[1]) == port);
        }
    }

    private static List<Connection> established(Stream<String> lines) {
        return lines.skip(1)
                .limit(MOST)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE && fields[3].equals(ESTABLISHED))
                .map(fields -> new Connection(
                        port(fields[1]), address(fields[2]), port(fields[2]), Long.parseLong(fields[INODE])))
                .toList();
    }

    private static int port(String end) {
        return Integer.parseInt(end.substring(end.indexOf(':') + 1), HEX);
    }

    /** The kernel writes words of four bytes as this machine keeps them, the lowest byte first on all that have GPUs. */
    private static String address(String end) {
        String hex = end.substring(0, end.indexOf(':'));
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int word = i / 4;
            int from = word * WORD + (3 - i % 4) * 2;
            bytes[i] = (byte) Integer.parseInt(hex, from, from + 2, HEX);
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException neitherFourNorSixteen) {
            throw new IllegalArgumentException(neitherFourNorSixteen);
        }
    }
}
