package io.remotegpu.agent.gpu;

import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.GpuLink;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Resets a GPU that is not clean though nobody uses it: by memory that stays in use, or an Xid. Whatever could be felt by anybody else is a reason not to:
 * links to others, slices, processes.
 */
public final class GpuReset {
    private static final String SLICE = "MIG-";
    private static final String NVLINK = "NV";

    private final GpuReader driver;
    private final GpuTopology topology;
    private final ResetCommand command;
    private final RepairMarks repairs;
    private final Clock clock;

    /**
     * @param driver what it tells, without what the kernel said
     * @param repairs where it is noted that what the kernel said before counts no more
     */
    public GpuReset(GpuReader driver, GpuTopology topology, ResetCommand command, RepairMarks repairs, Clock clock) {
        this.driver = driver;
        this.topology = topology;
        this.command = command;
        this.repairs = repairs;
        this.clock = clock;
    }

    /**
     * Why it must not be reset now; empty if it may.
     *
     * @param held whether a workload of this host may be using a GPU
     */
    public Optional<String> objection(String uuid, Predicate<String> held) {
        return switch (driver.read()) {
            case GpuReading.Unavailable unavailable -> Optional.of(unavailable.reason());
            case GpuReading.Devices devices ->
                devices.find(uuid)
                        .map(gpu -> objection(gpu, devices, held))
                        .orElse(Optional.of("the driver lists no such GPU"));
        };
    }

    /** Tries it once; says what came of it. */
    public String reset(String uuid) {
        Optional<String> bus = driver.read() instanceof GpuReading.Devices devices
                ? devices.find(uuid).map(Gpu::bus)
                : Optional.empty();
        String outcome = command.reset(uuid);
        if (outcome.equals(ResetCommand.DONE)) {
            bus.filter(address -> PciBus.parse(address).isPresent())
                    .ifPresent(address -> repairs.mark(address, clock.instant()));
        }
        return outcome;
    }

    private Optional<String> objection(Gpu gpu, GpuReading.Devices devices, Predicate<String> held) {
        if (gpu.mig() || gpu.uuid().startsWith(SLICE)) {
            return Optional.of("it is cut into slices");
        }
        if (gpu.fault() != null) {
            return Optional.of("a reset is tried for memory and Xid errors only: " + gpu.fault());
        }
        return inUse(gpu, held).or(() -> siblingInUse(gpu, devices, held));
    }

    private static Optional<String> inUse(Gpu gpu, Predicate<String> held) {
        if (!gpu.processes().isEmpty()) {
            return Optional.of("processes use " + gpu.uuid() + ": " + gpu.processes());
        }
        return held.test(gpu.uuid()) ? Optional.of("a workload holds " + gpu.uuid()) : Optional.empty();
    }

    /** A reset goes through NVLink, so those at its other ends must be idle too. */
    private Optional<String> siblingInUse(Gpu gpu, GpuReading.Devices devices, Predicate<String> held) {
        List<GpuInventory> cards = devices.gpus().stream()
                .map(card -> card.inventory(devices.driverVersion(), false))
                .toList();
        List<GpuLink> links = topology.links(cards);
        return devices.gpus().stream()
                .filter(other -> other.index() != gpu.index())
                .flatMap(other -> objection(gpu, other, links, held).stream())
                .findFirst();
    }

    private static Optional<String> objection(Gpu gpu, Gpu other, List<GpuLink> links, Predicate<String> held) {
        if (other.uuid().startsWith(SLICE)) {
            return Optional.empty();
        }
        Optional<GpuLink> link = links.stream()
                .filter(joined -> isPair(joined, gpu.uuid(), other.uuid()) || isPair(joined, other.uuid(), gpu.uuid()))
                .findFirst();
        if (link.isEmpty()) {
            return Optional.of("the driver does not tell how it is joined to " + other.uuid());
        }
        if (!link.get().link().startsWith(NVLINK)) {
            return Optional.empty();
        }
        return other.mig() ? Optional.of(other.uuid() + " is cut into slices") : inUse(other, held);
    }

    private static boolean isPair(GpuLink link, String one, String other) {
        return link.one().equals(one) && link.other().equals(other);
    }
}
