package io.remotegpu.agent.data;

import io.remotegpu.contracts.workload.DataFile;
import io.remotegpu.contracts.workload.DataFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One file over HTTP. Only bytes with the expected sum ever get the file's place. */
final class Download {
    private static final int PATIENCE = (int) Duration.ofSeconds(20).toMillis();
    private static final int BUFFER = 64 * 1024;
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 410);

    void run(DataFiles from, DataFile file, Path target, BooleanSupplier cancelled) throws IOException {
        Path draft = target.resolveSibling(target.getFileName() + ".draft");
        MessageDigest sum = sha256();
        try (FileChannel out =
                FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            resume(out, sum, file.size());
            if (out.position() < file.size() || file.size() == 0) {
                receive(from, file, out, sum, cancelled);
            }
            out.force(false);
        }
        if (!HexFormat.of().formatHex(sum.digest()).equals(file.sha256())) {
            Files.delete(draft);
            throw new IOException("what came is not what was announced, by its SHA-256");
        }
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("r--r--r--"));
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads what is there into the sum; more than there can be is thrown away. */
    private static void resume(FileChannel draft, MessageDigest sum, long size) throws IOException {
        if (draft.size() > size) {
            draft.truncate(0);
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (draft.read(buffer) >= 0) {
            sum.update(buffer.flip());
            buffer.clear();
        }
    }

    private static void receive(
            DataFiles from, DataFile file, FileChannel out, MessageDigest sum, BooleanSupplier cancelled)
            throws IOException {
        HttpURLConnection connection = ask(from, file, out.position());
        try {
            if (answer(connection) == HttpURLConnection.HTTP_OK && out.position() > 0) {
                out.truncate(0);
                sum.reset();
            }
            try (InputStream body = connection.getInputStream()) {
                copy(body, file, out, sum, cancelled);
            }
        } finally {
            connection.disconnect();
        }
    }

    private static HttpURLConnection ask(DataFiles from, DataFile file, long offset) throws IOException {
        URI address = URI.create(from.source() + "/" + file.sha256());
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(PATIENCE);
        connection.setReadTimeout(PATIENCE);
        connection.setRequestProperty(DataFiles.TICKET, from.ticket());
        if (offset > 0) {
            connection.setRequestProperty("Range", "bytes=" + offset + "-");
        }
        return connection;
    }

    private static int answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (REFUSALS.contains(status)) {
            throw new RefusedDownload("the platform refuses it with status " + status
                    + ", which it does when the permission to load it is old: start it again");
        }
        if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
            throw new IOException(connection.getURL().getHost() + " answers with status " + status);
        }
        return status;
    }

    private static void copy(
            InputStream body, DataFile file, FileChannel out, MessageDigest sum, BooleanSupplier cancelled)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            if (cancelled.getAsBoolean()) {
                throw new RefusedDownload("it was cancelled");
            }
            if (out.position() + read > file.size()) {
                throw new IOException("more comes than the " + file.size() + " bytes that were announced");
            }
            sum.update(buffer, 0, read);
            out.write(ByteBuffer.wrap(buffer, 0, read));
        }
        if (out.position() < file.size()) {
            throw new IOException("the connection ended after " + out.position() + " of " + file.size() + " bytes");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
