package io.remotegpu.workspace.members;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.workspace.access.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A member as members see each other. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MemberView(
        CustomerId customerId, String username, @Nullable String email, Role role, String status, Instant joinedAt) {}
