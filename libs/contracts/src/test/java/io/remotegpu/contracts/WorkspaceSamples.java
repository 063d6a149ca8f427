package io.remotegpu.contracts;

import static io.remotegpu.contracts.Samples.CUSTOMER;
import static io.remotegpu.contracts.Samples.NOON;
import static io.remotegpu.contracts.Samples.WORKSPACE;

import io.remotegpu.contracts.QuotaEvent.QuotaLimits;
import io.remotegpu.contracts.QuotaEvent.QuotaLimitsSet;
import io.remotegpu.contracts.WorkspaceEvent.EnvDiskNearlyFull;
import io.remotegpu.contracts.WorkspaceEvent.EnvIdleWarned;
import io.remotegpu.contracts.WorkspaceEvent.InvitationAccepted;
import io.remotegpu.contracts.WorkspaceEvent.InvitationSent;
import io.remotegpu.contracts.WorkspaceEvent.QuotaNearlyUsed;
import java.math.BigDecimal;
import java.util.List;

final class WorkspaceSamples {
    private static final CustomerId BOB = new CustomerId(8);

    private WorkspaceSamples() {}

    static List<Message> all() {
        return List.of(
                new InvitationSent(
                        WORKSPACE,
                        5,
                        "vision lab",
                        CUSTOMER,
                        "alice",
                        "bob@example.org",
                        BOB,
                        "member",
                        "2SzhKmW8mFcLUXQYq0Vb8g",
                        NOON),
                new InvitationAccepted(WORKSPACE, 5, "vision lab", CUSTOMER, BOB, "bob", "member"),
                new QuotaNearlyUsed(WORKSPACE, CUSTOMER, "workspace", "gpu", new BigDecimal("8"), new BigDecimal("7")),
                new EnvIdleWarned(
                        WORKSPACE,
                        Samples.ENVIRONMENT,
                        CUSTOMER,
                        "training",
                        NOON,
                        NOON.plusSeconds(900),
                        "no input since 10:00, GPU 0 %"),
                new EnvDiskNearlyFull(
                        WORKSPACE, Samples.ENVIRONMENT, CUSTOMER, "training", "its volumes hold 9400 of 10240 MiB"),
                new QuotaLimitsSet("customer", 7, BOB, "bob", limits("120.5"), limits("200.5")));
    }

    private static QuotaLimits limits(String gpuHours) {
        return new QuotaLimits(new BigDecimal("16.5"), 65_536, 4, 512_000, 8, new BigDecimal(gpuHours));
    }
}
