package io.remotegpu.workspace.spending;

import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Does as billing-service says. A fact older than what is known of its spender and cause changes nothing. */
@Service
class Spending {
    private final SpendingBlocks blocks;
    private final SpendingStops stops;

    Spending(SpendingBlocks blocks, SpendingStops stops) {
        this.blocks = blocks;
        this.stops = stops;
    }

    /** Also what began after billing-service looked, or waits for a host, stops: after what it named. */
    @Transactional(propagation = Propagation.MANDATORY)
    void block(SpendingBlocked fact, Instant at) {
        Block block = new Block(Spender.of(fact.customerId(), fact.workspaceId()), Cause.of(fact.cause()));
        blocks.lock(block.spender());
        if (blocks.become(block, true, at)) {
            stops.stopAllOf(block.spender(), fact.environments(), block.reason());
        }
    }

    /** Nothing starts by itself: people decide what is still wanted. */
    @Transactional(propagation = Propagation.MANDATORY)
    void allow(SpendingAllowed fact, Instant at) {
        Block block = new Block(Spender.of(fact.customerId(), fact.workspaceId()), Cause.of(fact.cause()));
        blocks.lock(block.spender());
        blocks.become(block, false, at);
    }
}
