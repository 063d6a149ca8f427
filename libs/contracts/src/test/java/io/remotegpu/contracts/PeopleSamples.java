package io.remotegpu.contracts;

import static io.remotegpu.contracts.Samples.CUSTOMER;
import static io.remotegpu.contracts.Samples.WORKSPACE;

import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.IdentityEvent.CustomerTypeChanged;
import io.remotegpu.contracts.IdentityEvent.SessionRevoked;
import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberRemoved;
import java.util.List;
import java.util.UUID;

final class PeopleSamples {
    private static final UUID ALICE = UUID.fromString("0191d3a4-7c5e-7000-8000-000000000007");

    private static final UUID LOGIN = UUID.fromString("0191d3a4-7c5e-7000-8000-000000000008");

    private PeopleSamples() {}

    static List<Message> all() {
        return List.of(
                new CustomerRegistered(CUSTOMER, ALICE, "alice", "alice@example.org", "external", "individual"),
                new SshKeyAdded(CUSTOMER, 11, "laptop", Samples.PUBLIC_KEY),
                new SshKeyRemoved(CUSTOMER, 11),
                new SessionRevoked(CUSTOMER, LOGIN, "password_changed"),
                new CustomerSuspended(CUSTOMER),
                new CustomerReinstated(CUSTOMER),
                new CustomerDeleted(CUSTOMER),
                new CustomerTypeChanged(CUSTOMER, "internal", "enterprise"),
                new WorkspaceCreated(WORKSPACE, CUSTOMER, "vision lab", "team"),
                new WorkspaceMemberAdded(WORKSPACE, CUSTOMER, "owner", new CustomerId(8)),
                new WorkspaceMemberRemoved(WORKSPACE, CUSTOMER, new CustomerId(8)));
    }
}
