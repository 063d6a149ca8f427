package io.remotegpu.gis.rendering;

import io.remotegpu.gis.descriptors.Descriptor.DataVolume;
import io.remotegpu.gis.descriptors.Descriptor.ProcessLaunch;
import io.remotegpu.gis.descriptors.Descriptor.Readiness;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an instance starts from; nothing else decides how it runs.
 *
 * @param entrypoint replaces the image's own; empty to keep it
 * @param argv arguments after the entry point
 * @param files mounted read-only
 * @param port TCP port that it listens on inside
 * @param readiness when it counts as started, with its placeholders filled in
 * @param user user and group inside, null for the image's own
 * @param size what it may use
 * @param sharedFolders of the host, mounted read-only
 * @param processLaunch how to run it without a container engine, null if it cannot be
 * @param provisioning said to it, in this order, when it has started
 */
public record Rendered(
        String image,
        List<String> entrypoint,
        List<String> argv,
        SortedMap<String, String> env,
        List<RenderedFile> files,
        int port,
        Readiness readiness,
        List<DataVolume> volumes,
        @Nullable String user,
        boolean readOnlyRoot,
        Size size,
        int stopGraceSeconds,
        List<SharedFolder> sharedFolders,
        @Nullable ProcessLaunch processLaunch,
        List<ProvisioningCall> provisioning) {

    /** @param cpu cores */
    public record Size(int memoryMb, int storageMb, double cpu, int pids) {}

    /** @param source folder on the host */
    public record SharedFolder(String source, String mountPath) {}

    /** Whether something that runs from {@code before} has to be restarted to run from this. */
    public boolean needsRestart(Rendered before) {
        return !withoutProvisioning().equals(before.withoutProvisioning());
    }

    private Rendered withoutProvisioning() {
        return new Rendered(
                image,
                entrypoint,
                argv,
                env,
                files,
                port,
                readiness,
                volumes,
                user,
                readOnlyRoot,
                size,
                stopGraceSeconds,
                sharedFolders,
                processLaunch,
                List.of());
    }
}
