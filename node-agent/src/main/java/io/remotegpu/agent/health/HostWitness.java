package io.remotegpu.agent.health;

import io.remotegpu.agent.gpu.GpuProcess;
import io.remotegpu.agent.gpu.GpuReader;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.health.DeviceGroup.Outcome;
import io.remotegpu.agent.runtime.Insides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the host's driver and kernel. A container is cut off if nothing of it is on its GPUs and the kernel refuses it the device that every use of one begins
 * with; or if the driver answers nobody.
 */
public final class HostWitness implements Witness {
    private static final Logger log = LoggerFactory.getLogger(HostWitness.class);

    private final GpuReader driver;
    private final Insides insides;
    private final Path proc;
    private final BiFunction<Long, Path, Outcome> kernel;
    private final List<Path> devices;

    /**
     * @param proc where the kernel shows its processes
     * @param kernel whether what is beside a process may open a device
     * @param devices that every use of a GPU begins with, the first that exists counts
     */
    public HostWitness(
            GpuReader driver, Insides insides, Path proc, BiFunction<Long, Path, Outcome> kernel, List<Path> devices) {
        this.driver = driver;
        this.insides = insides;
        this.proc = proc;
        this.kernel = kernel;
        this.devices = devices;
    }

    @Override
    public boolean confirms(String containerId, List<String> gpus) {
        return switch (driver.read()) {
            case GpuReading.Devices found -> !isUsed(found, containerId, gpus) && isRefused(containerId);
            case GpuReading.Unavailable _ -> true;
        };
    }

    /** A process of which the kernel does not say whose it is counts as the container's. */
    private boolean isUsed(GpuReading.Devices found, String containerId, List<String> gpus) {
        return found.gpus().stream()
                .filter(gpu -> gpus.contains(gpu.uuid()))
                .flatMap(gpu -> gpu.processes().stream())
                .anyMatch(process -> mayBeOf(containerId, process));
    }

    private boolean mayBeOf(String containerId, GpuProcess process) {
        try {
            return Files.readString(proc.resolve(process.pid() + "/cgroup")).contains(containerId);
        } catch (IOException notSeen) {
            return true;
        }
    }

    private boolean isRefused(String containerId) {
        Optional<Path> device = devices.stream().filter(Files::exists).findFirst();
        Outcome outcome = device.flatMap(
                        file -> insides.of(containerId).map(inside -> kernel.apply(inside.firstProcess(), file)))
                .orElse(Outcome.UNKNOWN);
        if (outcome != Outcome.REFUSED) {
            log.warn("container {} says that it does not reach its GPUs; seen from outside: {}", containerId, outcome);
        }
        return outcome == Outcome.REFUSED;
    }
}
