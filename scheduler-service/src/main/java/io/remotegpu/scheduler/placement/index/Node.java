package io.remotegpu.scheduler.placement.index;

import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.FleetHost;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of one host, in whole numbers: CPU in thousandths of a core, memory and disk in MiB, GPUs in thousandths. Belongs to one
 * {@link FleetIndex}, which alone changes it.
 */
public final class Node {
    /** All of one GPU. */
    public static final int WHOLE = 1000;

    private final FleetHost host;
    private final float order;
    private final int[] gpuClasses;
    private final int[] gpuFree;
    private final @Nullable String[] reservations;
    private final List<MigSlices> slices;
    private final GpuLinks links;
    private final Machines machines;
    /** Nothing but room speaks against it. */
    private final boolean plain;

    private final boolean uniform;
    private int cpu;
    private int memory;
    private int disk;
    private int ports;
    private int idle;
    private int wholeFree;
    private float remembered;
    private int rememberedOf = -1;

    Node(FleetHost host, GpuClasses classes) {
        this.host = host;
        this.order = order(host.id().value());
        this.gpuClasses = host.gpus().stream().mapToInt(classes::of).toArray();
        this.gpuFree =
                host.gpus().stream().mapToInt(FleetHost.FleetGpu::freeMilli).toArray();
        this.reservations =
                host.gpus().stream().map(FleetHost.FleetGpu::reservation).toArray(String[]::new);
        this.slices = host.gpus().stream().map(MigSlices::of).toList();
        this.plain = host.closedBecause() == null && host.taints().isEmpty();
        this.uniform = Arrays.stream(gpuClasses).distinct().count() <= 1;
        this.links = GpuLinks.of(host.topology(), gpuFree.length);
        this.machines = Machines.of(host.gpus());
        this.cpu = milli(host.free().cpu());
        this.memory = host.free().memory();
        this.disk = host.free().disk();
        this.ports = host.free().ports();
        count();
    }

    /** Thousandths, so that sums of 0.1 cores stay exact. */
    static int milli(double cores) {
        return (int) Math.round(cores * 1000);
    }

    /** A fixed place among all hosts that says nothing about them: whoever ties is told apart by it, the same on every replica. */
    private static float order(String id) {
        int hash = id.hashCode() * 0x9E3779B1;
        hash = (hash ^ hash >>> 15) * 0x85EBCA6B;
        return ((hash ^ hash >>> 13) >>> 8) / (float) (1 << 24);
    }

    private void count() {
        idle = 0;
        wholeFree = 0;
        for (int free : gpuFree) {
            idle += free;
            wholeFree += free == WHOLE ? 1 : 0;
        }
    }

    /** @param sign 1 to take, -1 to give back */
    void take(Shape shape, int[] gpus, int sign) {
        cpu -= sign * shape.cpu();
        memory -= sign * shape.memory();
        disk -= sign * shape.demand().disk();
        ports -= sign * shape.demand().ports();
        for (int gpu : gpus) {
            if (shape.profile() == null) {
                gpuFree[gpu] -= sign * shape.milli();
            } else {
                slices.get(gpu).take(shape.profile(), sign);
            }
        }
        count();
        rememberedOf = -1;
    }

    /** Whether {@link #remembered} is of this version of what computed it, and of the state as it is. */
    public boolean remembers(int version) {
        return rememberedOf == version;
    }

    public float remembered() {
        return remembered;
    }

    /** Keeps one number until the host changes. */
    public void remember(int version, float number) {
        remembered = number;
        rememberedOf = version;
    }

    public FleetHost host() {
        return host;
    }

    public float order() {
        return order;
    }

    public int cpu() {
        return cpu;
    }

    public int memory() {
        return memory;
    }

    public int disk() {
        return disk;
    }

    public int ports() {
        return ports;
    }

    /** How many GPUs it has, whoever holds them. */
    public int gpus() {
        return gpuFree.length;
    }

    /** What is free of one GPU, in thousandths; 0 where it is cut into MIG instances or out of order. */
    public int free(int gpu) {
        return gpuFree[gpu];
    }

    boolean plain() {
        return plain;
    }

    /** Whether all its GPUs are of one kind, in one machine, and nobody knows, or needs to know, how they are joined. */
    public boolean uniform() {
        return uniform && !links.known() && !machines.several();
    }

    /** Whether all its GPUs are of one kind. */
    public boolean sameMemory() {
        return uniform;
    }

    public int gpuClass(int gpu) {
        return gpuClasses[gpu];
    }

    /** Whether this GPU, were it free, would do. */
    public boolean suits(Shape shape, int gpu) {
        return shape.accepts(gpuClasses[gpu]) && !reserved(shape, gpu);
    }

    /** Booked by somebody else, or by nobody where only what is booked will do. */
    boolean reserved(Shape shape, int gpu) {
        String holder = reservations[gpu];
        Demand demand = shape.demand();
        return holder == null ? demand.bookedOnly() : !demand.reservations().contains(holder);
    }

    /** Free MIG instances of this profile on one GPU. */
    public int free(int gpu, String profile) {
        return slices.get(gpu).free(profile);
    }

    /** Sum of what is free of all GPUs, in thousandths. */
    public int idle() {
        return idle;
    }

    /** GPUs nobody has a part of. */
    public int wholeFree() {
        return wholeFree;
    }

    public GpuLinks links() {
        return links;
    }

    public Machines machines() {
        return machines;
    }
}
