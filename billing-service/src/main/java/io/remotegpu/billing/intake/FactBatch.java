package io.remotegpu.billing.intake;

import io.remotegpu.billing.ledger.GpuLedger.Heard;
import io.remotegpu.billing.ledger.GpuLedger.Incident;
import io.remotegpu.billing.ledger.GpuLedger.Inventory;
import io.remotegpu.billing.ledger.GpuLedger.Removal;
import io.remotegpu.billing.meter.Attestation;
import io.remotegpu.billing.meter.LeaseFact;
import java.util.ArrayList;
import java.util.List;

/** Facts of one batch, sorted by whom they concern. */
final class FactBatch {
    final List<LeaseFact> leases = new ArrayList<>();
    final List<Inventory> inventories = new ArrayList<>();
    final List<Removal> removals = new ArrayList<>();
    final List<Heard> heard = new ArrayList<>();
    final List<Incident> incidents = new ArrayList<>();
    final List<Attestation> attestations = new ArrayList<>();
}
