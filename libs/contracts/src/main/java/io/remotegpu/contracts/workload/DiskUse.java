package io.remotegpu.contracts.workload;

/**
 * What a workload keeps on its host's disk and how much it may, in MiB, rounded up; a limit of 0 is none. Files that are deleted but still open count.
 *
 * @param volumes all that it may write to, its home among them
 * @param layer what it changed of its image's files
 * @param limit of both together
 */
public record DiskUse(int volumes, int volumesLimit, int layer, int layerLimit, int limit) {}
