package io.remotegpu.contracts.workload;

/** A port inside and the host port that leads to it. {@code protocol}: tcp or udp. */
public record PortMapping(String serviceType, int externalPort, int internalPort, String protocol) {}
