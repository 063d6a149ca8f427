package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import java.time.Instant;

/** Published in the transaction that turns a host unknown, once for each time. {@code lastAttestedAt} is by the host's own clock. */
public record HostFellSilent(HostId hostId, String name, Instant lastAttestedAt) {}
