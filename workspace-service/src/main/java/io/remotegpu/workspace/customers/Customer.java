package io.remotegpu.workspace.customers;

import io.remotegpu.contracts.CustomerId;

/** A person as others may see them. */
public record Customer(CustomerId id, String username) {}
