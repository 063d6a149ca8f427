package io.remotegpu.gis.access;

import io.remotegpu.contracts.CustomerId;

/** @param instanceKey its part of the public path */
public record OwnedService(long id, CustomerId owner, String name, String type, String instanceKey) {}
