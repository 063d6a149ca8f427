package io.remotegpu.billing.intake;

import io.remotegpu.billing.ledger.GpuLedger.Heard;
import io.remotegpu.billing.ledger.GpuLedger.Incident;
import io.remotegpu.billing.ledger.GpuLedger.Inventory;
import io.remotegpu.billing.ledger.GpuLedger.Removal;
import io.remotegpu.billing.meter.Attestation;
import io.remotegpu.billing.meter.LeaseFact;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Facts of one batch, sorted by whom they concern. */
final class FactBatch {
    final List<LeaseFact> leases = new ArrayList<>();
    final List<Inventory> inventories = new ArrayList<>();
    final List<Removal> removals = new ArrayList<>();
    final List<Heard> heard = new ArrayList<>();
    final List<Incident> incidents = new ArrayList<>();
    final List<Attestation> attestations = new ArrayList<>();

    /**
     * What is to be taken before anything is written: batches that speak of the same hosts or workloads follow each other, however many
     * consumers there are. GPUs, by ledger, come after them.
     */
    List<String> turns() {
        Stream<String> hosts = Stream.of(
                        heard.stream().map(Heard::hostId),
                        inventories.stream().map(Inventory::hostId),
                        removals.stream().map(Removal::hostId))
                .flatMap(each -> each)
                .map(host -> "host:" + host.value());
        Stream<String> workloads =
                leases.stream().map(told -> told.lease().workloadId().value());
        return Stream.concat(hosts, workloads).distinct().toList();
    }
}
