package io.remotegpu.agent.gpu;

import io.remotegpu.contracts.HostId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A stand-in for nvidia-smi, so that everything else runs as on a real host. A GPU is made dirty by writing lines
 * {@code pid name MiB} into {@link #processesOf}, and clean again by removing the file.
 */
public final class SimulatedGpus {
    private final Path folder;
    private final List<String> uuids;

    private SimulatedGpus(Path folder, List<String> uuids) {
        this.folder = folder;
        this.uuids = uuids;
    }

    /** Writes the stand-in; the same host always gets the same UUIDs. {@code memory} in MiB. */
    public static SimulatedGpus install(Path folder, HostId host, int count, String model, int memory) {
        List<String> uuids =
                IntStream.range(0, count).mapToObj(i -> uuid(host, i)).toList();
        SimulatedGpus gpus = new SimulatedGpus(folder, uuids);
        try {
            Files.createDirectories(folder);
            gpus.write(SimulatedScript.of(folder, uuids, model, memory));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the stand-in for nvidia-smi into " + folder, e);
        }
        return gpus;
    }

    public List<String> uuids() {
        return uuids;
    }

    public Path executable() {
        return folder.resolve("nvidia-smi");
    }

    /** The file that holds the processes of this GPU. */
    public Path processesOf(String uuid) {
        return folder.resolve(uuid + ".processes");
    }

    /** The file that holds how busy this GPU is, in percent. */
    public Path loadOf(String uuid) {
        return folder.resolve(uuid + ".load");
    }

    /** The file with the ids of containers that do not reach their GPUs, one a line. */
    public Path denied() {
        return folder.resolve("denied");
    }

    /** The file that holds how many memory errors of this GPU could not be corrected. */
    public Path uncorrectedOf(String uuid) {
        return folder.resolve(uuid + ".uncorrected");
    }

    /** The file that holds how hot this GPU is, in degrees Celsius. */
    public Path temperatureOf(String uuid) {
        return folder.resolve(uuid + ".temperature");
    }

    private void write(String script) throws IOException {
        Path draft = folder.resolve("nvidia-smi.draft");
        Files.writeString(draft, script);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(
                draft,
                executable(),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String uuid(HostId host, int index) {
        String hash = UUID.nameUUIDFromBytes((host + "/" + index).getBytes(StandardCharsets.UTF_8))
                .toString();
        return "GPU-sim" + hash.substring(3);
    }
}
