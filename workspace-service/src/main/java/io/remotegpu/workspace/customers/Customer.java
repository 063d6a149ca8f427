package io.remotegpu.workspace.customers;

import io.remotegpu.contracts.CustomerId;
import org.jspecify.annotations.Nullable;

/** A person as far as this service must know them. {@code email} is null until identity-service's event has come. */
public record Customer(
        CustomerId id, String username, @Nullable String email) {}
