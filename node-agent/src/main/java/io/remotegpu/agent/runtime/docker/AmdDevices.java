package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import io.remotegpu.agent.gpu.amd.DrmDevices;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * AMD's cards are device files: one on which all computing begins, and one of each card. The groups that may open them, usually video and render, are given by
 * the numbers that they have on this host: images number them differently, or do not have them.
 */
final class AmdDevices implements GpuDevices {
    static final DrmDevices DRM = new DrmDevices(DrmDevices.USUAL);
    private static final String READ_AND_WRITE = "rw";

    private final Function<String, Optional<String>> busOf;
    private final DrmDevices drm;
    private final Path devices;

    /** @param devices where the host's device files lie */
    AmdDevices(Function<String, Optional<String>> busOf, DrmDevices drm, Path devices) {
        this.busOf = busOf;
        this.drm = drm;
        this.devices = devices;
    }

    @Override
    public HostConfig give(HostConfig config, List<String> gpus) {
        List<Path> files = Stream.concat(
                        Stream.of(Path.of("kfd")), gpus.stream().map(this::node))
                .toList();
        return config.withDevices(files.stream().map(this::device).toList())
                .withGroupAdd(files.stream().map(this::group).distinct().toList());
    }

    private Path node(String gpu) {
        return busOf.apply(gpu)
                .flatMap(drm::renderNode)
                .map(node -> Path.of("dri", node))
                .orElseThrow(() -> failed("GPU " + gpu + " has no render node on this host: is amdgpu loaded?"));
    }

    private Device device(Path file) {
        return new Device(
                READ_AND_WRITE,
                Path.of("/dev").resolve(file).toString(),
                devices.resolve(file).toString());
    }

    private String group(Path file) {
        try {
            return Files.getAttribute(devices.resolve(file), "unix:gid").toString();
        } catch (IOException absent) {
            throw failed("the device " + devices.resolve(file) + " cannot be read: is amdgpu loaded?");
        }
    }

    private static RuntimeException failed(String reason) {
        return new WorkloadFailure(FailureCause.HOST_ERROR, reason).asException();
    }
}
