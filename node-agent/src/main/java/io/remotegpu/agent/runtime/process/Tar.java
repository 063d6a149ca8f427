package io.remotegpu.agent.runtime.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One run of a program of the machine.
 *
 * @param words the beginning of what it complains of
 */
record Tar(Process process, CompletableFuture<String> words) {
    private static final int WORDS = 2_000;

    static Tar start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        return new Tar(
                process,
                CompletableFuture.supplyAsync(() -> beginning(process.getErrorStream()), Thread::startVirtualThread));
    }

    void requireSuccess() throws IOException {
        try {
            if (process.waitFor() != 0) {
                throw new IOException("its home could not be read or written: " + words.join());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("the agent is shutting down", interrupted);
        }
    }

    /** The rest is read all the same: nobody would go on who cannot complain. */
    private static String beginning(InputStream complaints) {
        try (complaints) {
            byte[] beginning = complaints.readNBytes(WORDS);
            complaints.transferTo(OutputStream.nullOutputStream());
            return new String(beginning, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
