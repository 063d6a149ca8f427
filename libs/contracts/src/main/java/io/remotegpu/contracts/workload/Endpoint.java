package io.remotegpu.contracts.workload;

/** Where a person reaches a port of a workload. */
public record Endpoint(String serviceType, String host, int externalPort, int internalPort, String protocol) {}
