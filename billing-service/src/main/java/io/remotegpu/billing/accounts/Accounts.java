package io.remotegpu.billing.accounts;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Books payments. */
@Component
class Accounts {
    private final AccountStore store;

    Accounts(AccountStore store) {
        this.store = store;
    }

    List<Account> of(long customer) {
        return store.of(customer);
    }

    /** @return whether it is booked now; false if this reference was booked before */
    @Transactional
    public boolean book(Booking booking) {
        return store.book(booking);
    }

    /** How the customer pays from now on. */
    @Transactional
    public void terms(
            long customer, String currency, Mode mode, @Nullable BigDecimal creditLimit, BigDecimal lowBalance) {
        store.terms(customer, currency, mode, creditLimit, lowBalance);
    }
}
