package io.remotegpu.contracts.gis;

/**
 * Where an instance listens. A port is given to others later on, so an endpoint of a smaller {@code epoch} than one already seen for the service leads to a
 * stranger and must not be used.
 */
public record GisEndpoint(String host, int port, long epoch) {}
