package io.remotegpu.scheduler.placement.index;

import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/** Which of the machines behind a host each of its GPUs is in. What one request gets is in one of them. */
public final class Machines {
    private final int[] numbers;
    private final int count;

    private Machines(int[] numbers, int count) {
        this.numbers = numbers;
        this.count = count;
    }

    static Machines of(List<FleetGpu> gpus) {
        List<String> names = new ArrayList<>();
        int[] numbers = new int[gpus.size()];
        for (int gpu = 0; gpu < numbers.length; gpu++) {
            String name = Objects.requireNonNullElse(gpus.get(gpu).machine(), "");
            if (!names.contains(name)) {
                names.add(name);
            }
            numbers[gpu] = names.indexOf(name);
        }
        return new Machines(numbers, names.size());
    }

    /** Whether its GPUs are in more than one. */
    public boolean several() {
        return count > 1;
    }

    /** The number of the machine that this GPU is in. */
    public int of(int gpu) {
        return numbers[gpu];
    }

    /** What each machine has, if each GPU has this much. */
    public int[] sums(IntUnaryOperator ofGpu) {
        int[] sums = new int[Math.max(count, 1)];
        for (int gpu = 0; gpu < numbers.length; gpu++) {
            sums[numbers[gpu]] += ofGpu.applyAsInt(gpu);
        }
        return sums;
    }

    /** The most that one machine has, if each GPU has this much. */
    int most(IntUnaryOperator ofGpu) {
        int most = 0;
        for (int sum : sums(ofGpu)) {
            most = Math.max(most, sum);
        }
        return most;
    }
}
