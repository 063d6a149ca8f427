package io.remotegpu.billing.meter;

import java.time.Instant;
import java.util.UUID;

/**
 * A fact and who said it when.
 *
 * @param toldAt by the teller's clock: the order in which facts of one lease became known to it
 */
public record LeaseFact(Lease lease, Fact fact, UUID messageId, Instant toldAt) {}
