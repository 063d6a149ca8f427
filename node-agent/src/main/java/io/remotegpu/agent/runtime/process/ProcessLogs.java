package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.ContainerLogs;
import io.remotegpu.agent.runtime.LogReader;
import io.remotegpu.agent.runtime.LogRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The file that each launched command prints to; a directory with a shell prints nothing. A position is an offset in it. */
final class ProcessLogs implements ContainerLogs {
    private static final int LOOK_MILLIS = 200;

    private final LaunchLogs files;
    private final Predicate<String> running;

    /** @param running whether a container may still print */
    ProcessLogs(LaunchLogs files, Predicate<String> running) {
        this.files = files;
        this.running = running;
    }

    @Override
    public void read(LogRequest request, LogReader reader) {
        Path file = files.file(request.containerId());
        long from = offset(request.after());
        while (!reader.hasEnough()) {
            boolean mayPrint = running.test(request.containerId());
            from = Files.exists(file) ? readOn(file, request, from, reader) : from;
            if (!request.follow() || !mayPrint) {
                return;
            }
            pause();
        }
    }

    /** Returns where it has got to. */
    private static long readOn(Path file, LogRequest request, long from, LogReader reader) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            // a shorter file is another one: its process was started anew
            long known = from > log.length() ? 0 : from;
            boolean whole = request.follow() || request.after() != null || known > 0;
            LogFile lines = new LogFile(log, whole ? known : LogFile.startOfLast(log, request.tail()));
            return lines.read(reader, request.follow());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static long offset(@Nullable String position) {
        return position != null && position.matches("\\d{1,18}") ? Long.parseLong(position) : 0;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
