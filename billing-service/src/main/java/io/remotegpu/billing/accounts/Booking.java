package io.remotegpu.billing.accounts;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Something to be booked on an account.
 *
 * @param kind top_up by an administrator, or payment through a provider
 * @param reference books once, however often it is asked for; null for what an administrator does without one
 * @param actor the administrator
 */
record Booking(
        long customerId,
        String currency,
        String kind,
        BigDecimal amount,
        @Nullable String reference,
        @Nullable String note,
        @Nullable Long actor) {}
