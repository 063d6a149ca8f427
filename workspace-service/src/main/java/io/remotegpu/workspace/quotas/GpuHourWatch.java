package io.remotegpu.workspace.quotas;

import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at running GPU time. Several replicas may: a row lock orders them and the second finds the warning told. */
@Component
@AsSystem
class GpuHourWatch {
    private final GpuTime gpuTime;
    private final QuotaLedger ledger;

    GpuHourWatch(GpuTime gpuTime, QuotaLedger ledger) {
        this.gpuTime = gpuTime;
        this.ledger = ledger;
    }

    @Scheduled(fixedDelayString = "${workspace.quotas.review-every:1m}", initialDelayString = "30s")
    void look() {
        gpuTime.running().forEach(ledger::reviewGpuHours);
    }
}
