package io.remotegpu.contracts.workload;

/**
 * How two GPUs of a host are joined.
 *
 * @param one UUID
 * @param other UUID
 * @param link in the driver's words: NV and the number of links, PIX, PXB, PHB, NODE or SYS
 */
public record GpuLink(String one, String other, String link) {}
