package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.Homes;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Folders as archives, by the tar of the machine. */
final class ProcessHomes implements Homes {
    private static final int BUFFER = 64 * 1024;

    private final ProcessFolders folders;

    ProcessHomes(ProcessFolders folders) {
        this.folders = folders;
    }

    @Override
    public void pack(WorkloadId workload, List<Volume> volumes, OutputStream into, BooleanSupplier cancelled)
            throws IOException {
        Stream<String> options =
                Stream.of("--create", "--format=posix", "--sparse", "--numeric-owner", "--warning=no-file-ignored");
        Tar tar = tar(workload, Stream.concat(options, names(workload, volumes)));
        try {
            tar.process().getInputStream().transferTo(into);
            tar.requireSuccess();
        } finally {
            tar.process().destroyForcibly();
        }
    }

    @Override
    public void unpack(WorkloadId workload, List<Volume> volumes, InputStream archive, BooleanSupplier cancelled)
            throws IOException {
        Tar tar = tar(workload, Stream.of("--extract", "--numeric-owner", "--preserve-permissions"));
        try {
            feed(archive, tar.process().getOutputStream());
            tar.requireSuccess();
            Tar.start(List.of("sync")).requireSuccess();
        } finally {
            tar.process().destroyForcibly();
        }
    }

    /** What an earlier agent had at work ended with its pipe. */
    @Override
    public void abandon(WorkloadId workload) {}

    private Stream<String> names(WorkloadId workload, List<Volume> volumes) {
        return volumes.stream()
                .map(volume ->
                        String.valueOf(folders.volume(workload, volume.name()).getFileName()));
    }

    private Tar tar(WorkloadId workload, Stream<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("tar", "--file=-", "--directory=" + folders.of(workload)));
        arguments.forEach(command::add);
        return Tar.start(command);
    }

    /** Where tar takes no more, its own words say why; where the archive breaks off, that is why. */
    private static void feed(InputStream archive, OutputStream tar) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = archive.read(buffer); read >= 0; read = archive.read(buffer)) {
            try {
                tar.write(buffer, 0, read);
            } catch (IOException itEnded) {
                return;
            }
        }
        try {
            tar.close();
        } catch (IOException itEnded) {
            // its exit status is asked next
        }
    }
}
