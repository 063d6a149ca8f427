package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.SchedulerEvent.EnvResizeRefused;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.contracts.SchedulerEvent.ResizeFact;
import io.remotegpu.contracts.SchedulerEvent.ResourcesHeld;
import io.remotegpu.workspace.environments.Environment.Size;
import io.remotegpu.workspace.quotas.QuotaLedger;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How the scheduler answers a change of size. An answer to a change that is not waited for any more is passed over. */
@Component
class ResizeFacts {
    private final QuotaLedger quotas;

    ResizeFacts(QuotaLedger quotas) {
        this.quotas = quotas;
    }

    /** The environment after the fact, quotas settled; empty if it changes nothing. */
    Optional<Environment> after(Environment before, ResizeFact fact) {
        return switch (fact) {
            case ResourcesHeld _ -> Optional.empty();
            case EnvResized resized ->
                answered(
                        before,
                        resized.changeId(),
                        before.size().resized(BigDecimal.valueOf(resized.cpu()), resized.memory()));
            case EnvResizeRefused refused -> answered(before, refused.changeId(), before.size());
        };
    }

    private Optional<Environment> answered(Environment before, UUID change, Size size) {
        Resize waiting = before.resize();
        if (waiting == null || !waiting.id().equals(change)) {
            return Optional.empty();
        }
        Environment after = before.sized(size);
        if (before.life().computeHeld()) {
            quotas.count(
                    before.customerId(), before.workspaceId(), after.compute().minus(before.compute()));
        }
        return Optional.of(after);
    }
}
