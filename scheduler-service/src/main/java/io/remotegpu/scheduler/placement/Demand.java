package io.remotegpu.scheduler.placement;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a host must have to take a request. Requests that ask for the same are equal.
 *
 * @param cpu cores
 * @param memory MiB
 * @param disk MiB, 0 if it does not say
 * @param ports host ports
 * @param gpus how many GPUs or MIG instances; 0 for none
 * @param milli how much of each GPU, in thousandths; below 1000 only with one GPU
 * @param migProfile such as {@code 1g.10gb}; null for whole GPUs and shares
 * @param models acceptable models, parts of the driver's name; empty for any
 * @param minGpuMemory MiB each GPU has in all
 * @param labels what the host must be labelled with
 * @param tolerations taints that it says, or is known, not to mind
 * @param reservations booked GPUs that it may have
 * @param bookedOnly whether no others will do
 */
public record Demand(
        double cpu,
        int memory,
        int disk,
        int ports,
        int gpus,
        int milli,
        @Nullable String migProfile,
        List<String> models,
        int minGpuMemory,
        Map<String, String> labels,
        Set<String> tolerations,
        Set<String> reservations,
        boolean bookedOnly) {
    public Demand {
        if (milli < 1 || milli > 1000 || (milli < 1000 && gpus > 1)) {
            throw new IllegalArgumentException(
                    "a share is 1 to 1000 thousandths of one GPU, not %d of %d".formatted(milli, gpus));
        }
        models = List.copyOf(models);
        labels = Map.copyOf(labels);
        tolerations = Set.copyOf(tolerations);
        reservations = Set.copyOf(reservations);
    }

    // spotless:off
    /** On GPUs that are booked for it or not. */
    public Demand(
            double cpu, int memory, int disk, int ports, int gpus, int milli, @Nullable String migProfile, List<String> models,
            int minGpuMemory, Map<String, String> labels, Set<String> tolerations, Set<String> reservations) {
        this(cpu, memory, disk, ports, gpus, milli, migProfile, models, minGpuMemory, labels, tolerations, reservations, false);
    }

    /** The plain case: whole GPUs or a share of one, anywhere. */
    public static Demand of(double cpu, int memory, int gpus, int milli, List<String> models) {
        return new Demand(cpu, memory, 0, 0, gpus, milli, null, models, 0, Map.of(), Set.of(), Set.of());
    }

    /** The same on nothing but GPUs of these bookings. */
    public Demand onlyBooked(Set<String> bookings) {
        return new Demand(
                cpu, memory, disk, ports, gpus, milli,
                migProfile, models, minGpuMemory, labels, tolerations, bookings, true);
    }

    /** The same, by who may have more. */
    public Demand tolerating(Set<String> newTolerations, Set<String> newReservations) {
        return new Demand(
                cpu, memory, disk, ports, gpus, milli,
                migProfile, models, minGpuMemory, labels, newTolerations, newReservations, bookedOnly);
    }

    Demand withCpu(double newCpu) {
        return new Demand(
                newCpu, memory, disk, ports, gpus, milli,
                migProfile, models, minGpuMemory, labels, tolerations, reservations, bookedOnly);
    }

    public Demand withMemory(int newMemory) {
        return new Demand(
                cpu, newMemory, disk, ports, gpus, milli,
                migProfile, models, minGpuMemory, labels, tolerations, reservations, bookedOnly);
    }

    public Demand withDisk(int newDisk) {
        return new Demand(
                cpu, memory, newDisk, ports, gpus, milli,
                migProfile, models, minGpuMemory, labels, tolerations, reservations, bookedOnly);
    }

    Demand withGpus(int newGpus) {
        return new Demand(
                cpu, memory, disk, ports, newGpus, milli,
                migProfile, models, minGpuMemory, labels, tolerations, reservations, bookedOnly);
    }

    Demand withModels(List<String> newModels) {
        return new Demand(
                cpu, memory, disk, ports, gpus, milli,
                migProfile, newModels, minGpuMemory, labels, tolerations, reservations, bookedOnly);
    }

    Demand withMinGpuMemory(int newMinGpuMemory) {
        return new Demand(
                cpu, memory, disk, ports, gpus, milli,
                migProfile, models, newMinGpuMemory, labels, tolerations, reservations, bookedOnly);
    }

    Demand withLabels(Map<String, String> newLabels) {
        return new Demand(
                cpu, memory, disk, ports, gpus, milli,
                migProfile, models, minGpuMemory, newLabels, tolerations, reservations, bookedOnly);
    }
    // spotless:on
}
