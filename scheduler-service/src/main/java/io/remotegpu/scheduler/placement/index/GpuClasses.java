package io.remotegpu.scheduler.placement.index;

import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for the kinds of GPU in the fleet. */
final class GpuClasses {
    record GpuClass(String model, int memoryTotal) {}

    private final Map<GpuClass, Integer> numbers = new HashMap<>();
    private final List<GpuClass> classes = new ArrayList<>();

    int of(FleetGpu gpu) {
        return numbers.computeIfAbsent(new GpuClass(gpu.model(), gpu.memoryTotal()), added -> {
            classes.add(added);
            return classes.size() - 1;
        });
    }

    int count() {
        return classes.size();
    }

    GpuClass get(int number) {
        return classes.get(number);
    }
}
