package io.remotegpu.workspace.spending;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.workspace.tenancy.Tenancy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asked by whoever starts something that costs. */
@Service
public class SpendingGate {
    private final SpendingBlocks blocks;
    private final Tenancy tenancy;

    SpendingGate(SpendingBlocks blocks, Tenancy tenancy) {
        this.blocks = blocks;
        this.tenancy = tenancy;
    }

    /**
     * Passes if the customer may start something in the workspace; no block comes in between until the transaction ends.
     *
     * @throws io.remotegpu.contracts.error.PlatformException INSUFFICIENT_BALANCE with cause, holder and remedy
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireAllowed(CustomerId customer, WorkspaceId workspace) {
        tenancy.asSystem(() -> blocks.against(customer, workspace)).ifPresent(block -> {
            throw block.refusal();
        });
    }
}
