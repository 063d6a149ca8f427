package io.remotegpu.scheduler.placement;

import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import java.util.List;

/**
 * Everything a host has, whoever holds it now.
 *
 * @param cpu cores
 * @param memory MiB
 */
public record Capacity(double cpu, int memory, List<FleetGpu> gpus) {}
