package io.remotegpu.billing.accounts;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's account in one currency.
 *
 * @param creditLimit how far the balance may fall below 0, null for no limit
 * @param balance what was paid less what was charged
 * @param running what open records come to beyond what is charged
 * @param graceUntil when environments stop, while the account is in grace
 */
record Account(
        long customerId,
        String currency,
        Mode mode,
        @Nullable BigDecimal creditLimit,
        BigDecimal lowBalance,
        BigDecimal balance,
        BigDecimal running,
        State state,
        @Nullable Instant graceUntil) {
    enum State {
        OK,
        LOW,
        GRACE,
        BLOCKED
    }

    /** What may still be spent; null without a limit. */
    @Nullable
    BigDecimal available() {
        BigDecimal own = balance.subtract(running);
        return switch (mode) {
            case PREPAID -> own;
            case POSTPAID -> creditLimit == null ? null : own.add(creditLimit);
        };
    }

    /** What the account comes to now. A pure function: the same account at the same time always comes to the same. */
    State stateAt(Instant now) {
        BigDecimal available = available();
        if (available == null || available.compareTo(lowBalance) > 0) {
            return State.OK;
        }
        if (available.signum() > 0) {
            return State.LOW;
        }
        if (state == State.BLOCKED || (graceUntil != null && !graceUntil.isAfter(now))) {
            return State.BLOCKED;
        }
        return State.GRACE;
    }
}
