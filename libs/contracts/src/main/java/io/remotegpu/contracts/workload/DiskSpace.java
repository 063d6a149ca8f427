package io.remotegpu.contracts.workload;

/** MiB of the file system that holds what workloads write: all of it, and what nobody has taken yet. */
public record DiskSpace(int total, int free) {}
