package io.remotegpu.billing.ledger;

/**
 * The seconds of one GPU in some time, by what they were.
 *
 * @param wallClockS seconds in which it was part of the fleet, drawn from the facts and not from the ledger
 * @param heldS of the free ones, those in which a workload held it that did not run
 * @param overlaps places where the ledger counts a second twice
 * @param imbalanceS wall clock less the sum of the states; 0, or the ledger is wrong
 */
record GpuBalance(
        String gpuUuid,
        String hostId,
        String model,
        long wallClockS,
        long billedS,
        long freeS,
        long quarantinedS,
        long unknownS,
        long maintenanceS,
        long heldS,
        long overlaps,
        long imbalanceS) {}
