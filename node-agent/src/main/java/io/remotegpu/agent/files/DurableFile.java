package io.remotegpu.agent.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files that are either the old or the new text after a crash, and the new one once {@link #write} has returned. */
public final class DurableFile {
    private static final Set<OpenOption> ANEW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    private DurableFile() {}

    /** For the agent's own eyes. */
    public static void write(Path file, String text) {
        write(file, text, OWN);
    }

    /** For everyone who reaches its directory, whatever the agent's umask. */
    public static void writeReadable(Path file, String text) {
        write(file, text, READABLE);
    }

    private static void write(Path file, String text, Set<PosixFilePermission> permissions) {
        Path draft = draft(file);
        try {
            try (FileChannel channel =
                    FileChannel.open(draft, ANEW, PosixFilePermissions.asFileAttribute(permissions))) {
                // the umask may have taken some away, and a draft that a crash left may have others
                Files.setPosixFilePermissions(draft, permissions);
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flush(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** With the draft that a crash may have left. Fine if neither is there. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(draft(file));
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private static Path draft(Path file) {
        return file.resolveSibling(file.getFileName() + ".draft");
    }

    /** The rename itself survives a power cut only once its directory is written. */
    private static void flush(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
