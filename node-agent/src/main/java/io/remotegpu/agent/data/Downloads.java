package io.remotegpu.agent.data;

import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.DataFile;
import io.remotegpu.contracts.workload.DataFiles;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Loads what a workload is to read and this host has not got yet. What a broken connection left is gone on with, also by a later attempt. */
public final class Downloads {
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DataFolders folders;
    private final Download download = new Download();

    public Downloads(DataFolders folders) {
        this.folders = folders;
    }

    /**
     * Returns once exactly these files are shown. Gives up soon after {@code cancelled} turns true.
     *
     * @throws io.remotegpu.contracts.error.PlatformException with a WorkloadFailure of cause HOST_ERROR that says which could not be loaded and why
     */
    public void provide(WorkloadId workload, DataFiles wanted, BooleanSupplier cancelled) {
        folders.prepare(workload);
        for (DataFile file : wanted.files()) {
            Path target = folders.loaded(workload, file);
            if (!Files.exists(target)) {
                load(wanted, file, target, cancelled);
            }
        }
        folders.show(workload, wanted.files());
    }

    private void load(DataFiles wanted, DataFile file, Path target, BooleanSupplier cancelled) {
        IOException last = new IOException("it was cancelled");
        for (int tries = 0; tries < TRIES && !cancelled.getAsBoolean(); tries++) {
            try {
                pause(PAUSE.multipliedBy(tries));
                download.run(wanted, file, target, cancelled);
                return;
            } catch (RefusedDownload refused) {
                throw failed(file, refused);
            } catch (IOException broken) {
                last = broken;
            }
        }
        throw failed(file, last);
    }

    private static RuntimeException failed(DataFile file, IOException why) {
        return new WorkloadFailure(
                        FailureCause.HOST_ERROR,
                        "the file '" + file.path() + "' could not be loaded: " + why.getMessage())
                .asException();
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("nobody waits for it any more", interrupted);
        }
    }
}
