package io.remotegpu.contracts.workload;

/** A GPU that nobody gets before it is shown clean. */
public record QuarantinedGpu(String uuid, String reason) {}
