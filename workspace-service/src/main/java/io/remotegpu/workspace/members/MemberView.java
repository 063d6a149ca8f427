package io.remotegpu.workspace.members;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.workspace.access.Role;
import java.time.Instant;

/** A member as members see each other: mail addresses are nobody else's business. */
record MemberView(CustomerId customerId, String username, Role role, String status, Instant joinedAt) {}
