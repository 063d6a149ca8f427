package io.remotegpu.contracts;

import static io.remotegpu.contracts.Samples.CUSTOMER;
import static io.remotegpu.contracts.Samples.WORKSPACE;

import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberRemoved;
import java.util.List;
import java.util.UUID;

final class PeopleSamples {
    private static final UUID ALICE = UUID.fromString("0191d3a4-7c5e-7000-8000-000000000007");

    private PeopleSamples() {}

    static List<Message> all() {
        return List.of(
                new CustomerRegistered(CUSTOMER, ALICE, "alice", "alice@example.org", "external", "individual"),
                new SshKeyAdded(CUSTOMER, 11, "laptop", Samples.PUBLIC_KEY),
                new SshKeyRemoved(CUSTOMER, 11),
                new WorkspaceCreated(WORKSPACE, CUSTOMER, "vision lab", "team"),
                new WorkspaceMemberAdded(WORKSPACE, CUSTOMER, "owner"),
                new WorkspaceMemberRemoved(WORKSPACE, CUSTOMER));
    }
}
