package io.remotegpu.contracts.workload;

/** A GPU held by a workload. {@code memoryTotal} in MiB; {@code simulated} if no such device exists. */
public record LeasedGpu(String uuid, int index, String name, int memoryTotal, boolean simulated) {}
