package io.remotegpu.billing.accounts;

import java.math.BigDecimal;

/** @param amount what was used is worth; negative where less was used than was charged before */
public record Charge(long customerId, String currency, BigDecimal amount) {}
