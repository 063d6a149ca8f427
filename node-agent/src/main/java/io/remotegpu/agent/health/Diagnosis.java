package io.remotegpu.agent.health;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import io.remotegpu.agent.gpu.GpuVitals;
import io.remotegpu.agent.gpu.KernelFault;
import io.remotegpu.contracts.workload.GpuHealthCause;
import io.remotegpu.contracts.workload.GpuHealthCause.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What readings say of the health of GPUs. A pure function of what the driver and the kernel told. */
final class Diagnosis {
    private final GpuReading reading;
    private final Function<String, List<KernelFault>> kernel;

    /** @param kernel what it said about the GPU at an address */
    Diagnosis(GpuReading reading, Function<String, List<KernelFault>> kernel) {
        this.reading = reading;
        this.kernel = kernel;
    }

    /** @param bus where it was seen last, empty if that is not known */
    Verdict of(String uuid, String bus) {
        return switch (reading) {
            case GpuReading.Devices devices -> devices.find(uuid).map(this::of).orElseGet(() -> all(bus, missing(bus)));
            case Unavailable unavailable -> all(bus, Stream.of(unavailable(unavailable, bus)));
        };
    }

    private Verdict of(Gpu gpu) {
        return all(gpu.bus(), fromVitals(gpu));
    }

    /** The worst that any says, with the causes of all, the worst first. */
    private Verdict all(String bus, Stream<Verdict> fromDriver) {
        List<Verdict> verdicts = Stream.concat(kernel.apply(bus).stream().map(Diagnosis::fromKernel), fromDriver)
                .sorted(Comparator.comparing(Verdict::health).reversed())
                .toList();
        if (verdicts.isEmpty()) {
            return Verdict.HEALTHY;
        }
        List<GpuHealthCause> causes =
                verdicts.stream().flatMap(verdict -> verdict.causes().stream()).toList();
        return new Verdict(verdicts.getFirst().health(), causes);
    }

    private static Verdict fromKernel(KernelFault fault) {
        return new Verdict(fault.health(), List.of(new GpuHealthCause(Kind.XID, fault.toString())));
    }

    private static Stream<Verdict> fromVitals(Gpu gpu) {
        GpuVitals vitals = gpu.vitals();
        List<Verdict> found = new ArrayList<>();
        if (vitals.uncorrectedErrors() > 0) {
            found.add(Verdict.unhealthy(
                    Kind.UNCORRECTABLE_ECC,
                    vitals.uncorrectedErrors() + " memory errors could not be corrected since the driver was loaded"));
        }
        if (vitals.recovery() != null) {
            found.add(Verdict.unhealthy(Kind.RECOVERY_NEEDED, "the driver asks for recovery: " + vitals.recovery()));
        }
        repair(vitals).ifPresent(found::add);
        if (vitals.isTooHot()) {
            found.add(Verdict.degraded(Kind.HEAT, heat(vitals)));
        }
        if (gpu.fault() != null && found.isEmpty()) {
            found.add(Verdict.unhealthy(Kind.UNREADABLE, gpu.fault()));
        }
        return found.stream();
    }

    private static Optional<Verdict> repair(GpuVitals vitals) {
        String words = String.valueOf(vitals.repair().words());
        return switch (vitals.repair()) {
            case NONE -> Optional.empty();
            case PAGES_PENDING, ROWS_PENDING -> Optional.of(Verdict.degraded(Kind.MEMORY_REPAIR_PENDING, words));
            case FAILED -> Optional.of(Verdict.unhealthy(Kind.MEMORY_REPAIR_FAILED, words));
        };
    }

    private static String heat(GpuVitals vitals) {
        String measured = vitals.temperature() == null ? "unknown" : vitals.temperature() + " °C";
        return vitals.slowedByHeat()
                ? "the hardware slows itself down because of heat, at " + measured
                : "it is as hot as the hardware allows: " + measured;
    }

    private Stream<Verdict> missing(String bus) {
        String where = bus.isEmpty() ? "" : " at " + bus;
        return Stream.of(Verdict.unhealthy(Kind.LOST, "the driver does not list it" + where + " any more"));
    }

    /** One that fell off the bus is named by the driver; of the others of its host nothing can be read, and they may be well. */
    private static Verdict unavailable(Unavailable said, String bus) {
        String words = said.reason();
        return switch (said.cause()) {
            case DEVICE_LOST ->
                names(words, bus)
                        ? Verdict.unhealthy(Kind.LOST, words)
                        : Verdict.degraded(Kind.UNREADABLE, "another GPU of its host is lost: " + words);
            case NO_DEVICES -> Verdict.unhealthy(Kind.LOST, words);
            case NOT_INSTALLED, NO_DRIVER -> Verdict.unhealthy(Kind.DRIVER_GONE, words);
            case TIMED_OUT -> Verdict.unhealthy(Kind.DRIVER_HANGS, words);
            case UNREADABLE -> Verdict.unhealthy(Kind.UNREADABLE, words);
        };
    }

    /** Drivers write an address with four or eight digits in front, and in either case. */
    private static boolean names(String words, String bus) {
        int shortForm = bus.length() - "0000:3B:00.0".length();
        return shortForm >= 0
                && words.toLowerCase(java.util.Locale.ROOT)
                        .contains(bus.substring(shortForm).toLowerCase(java.util.Locale.ROOT));
    }
}
