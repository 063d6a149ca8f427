package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a container gets from its host to reach the GPUs that are leased to it, and no other. */
@FunctionalInterface
public interface GpuDevices {
    /** Simulated GPUs exist in variables only. */
    GpuDevices NONE = (config, gpus) -> config;

    /** By NVIDIA's container toolkit, which takes the driver's ids. */
    GpuDevices NVIDIA = (config, gpus) -> config.withDeviceRequests(List.of(
            new DeviceRequest().withDriver("nvidia").withDeviceIds(gpus).withCapabilities(List.of(List.of("gpu")))));

    /** @param busOf the address of a card by its id, empty if it is not known */
    static GpuDevices amd(Function<String, Optional<String>> busOf) {
        return new AmdDevices(busOf, AmdDevices.DRM, Path.of("/dev"));
    }

    /** The same description with them; never called without GPUs. */
    HostConfig give(HostConfig config, List<String> gpus);
}
