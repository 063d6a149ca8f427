package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.hosts.HostRegistry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a lease ended, also if its host was installed anew and remembers nothing: whoever was told that it runs is told when it stopped. */
@Component
class StopMoments {
    private final HostRegistry hosts;

    StopMoments(HostRegistry hosts) {
        this.hosts = hosts;
    }

    /** What the host told; else, of a lease that ran, when its host last spoke, but not before it started; null if it never ran. */
    @Nullable
    Instant of(Allocation allocation, @Nullable HostId host, long epoch, @Nullable Instant told) {
        Instant started = allocation.startedAt();
        boolean endIsOpen = allocation.epoch() == epoch && allocation.stoppedAt() == null;
        if (told != null || host == null || started == null || !endIsOpen) {
            return told;
        }
        return hosts.lastAttestedAt(host).filter(started::isBefore).orElse(started);
    }
}
