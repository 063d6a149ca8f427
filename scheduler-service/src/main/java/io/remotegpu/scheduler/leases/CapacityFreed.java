package io.remotegpu.scheduler.leases;

/** Published in the transaction that makes room somewhere: once it commits, those who wait may be tried again. */
public record CapacityFreed() {}
