package io.remotegpu.billing.accounts;

import static java.util.Objects.requireNonNull;

import io.remotegpu.billing.records.RunningEnvironments;
import io.remotegpu.billing.turns.Turns;
import io.remotegpu.contracts.BillingEvent.BalanceExhausted;
import io.remotegpu.contracts.BillingEvent.BalanceLow;
import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks at every account that can run dry: a notice when little is left, grace when nothing is, a block when the grace is over. State and
 * deadline are stored with the notice, so that replicas and restarts say each thing once.
 */
@Component
class BalanceWatch {
    private static final int BATCH = 500;
    private static final String CAUSE = "balance";

    private final AccountStore accounts;
    private final RunningEnvironments running;
    private final Turns turns;
    private final AccountProperties properties;
    private final Outbox outbox;
    private final TransactionOperations transaction;
    private final Clock clock;

    BalanceWatch(
            AccountStore accounts,
            RunningEnvironments running,
            Turns turns,
            AccountProperties properties,
            Outbox outbox,
            TransactionOperations transaction,
            Clock clock) {
        this.accounts = accounts;
        this.running = running;
        this.turns = turns;
        this.properties = properties;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${billing.accounts.watch-every:15s}",
            initialDelayString = "${billing.accounts.watch-every:15s}")
    void look() {
        long customer = Long.MIN_VALUE;
        String currency = "";
        List<Account> batch;
        do {
            batch = lookAfter(customer, currency);
            if (!batch.isEmpty()) {
                customer = batch.getLast().customerId();
                currency = batch.getLast().currency();
            }
        } while (batch.size() == BATCH);
    }

    private List<Account> lookAfter(long customer, String currency) {
        return requireNonNull(transaction.execute(status -> {
            List<Account> batch = accounts.limitedAfter(customer, currency, BATCH);
            batch.forEach(this::look);
            return batch;
        }));
    }

    private void look(Account account) {
        Account.State now = account.stateAt(clock.instant());
        if (now == account.state()) {
            return;
        }
        if (now == Account.State.BLOCKED || account.state() == Account.State.BLOCKED) {
            turns.take("spending:" + account.customerId()); // so that what is told last is true
        }
        Instant graceUntil = clock.instant().plus(properties.grace());
        accounts.state(account, now, now == Account.State.GRACE ? graceUntil : null);
        tell(account, now, graceUntil);
    }

    private void tell(Account account, Account.State now, Instant graceUntil) {
        CustomerId customer = new CustomerId(account.customerId());
        if (account.state() == Account.State.BLOCKED && !accounts.anotherIsBlocked(account)) {
            outbox.publish(new SpendingAllowed(customer, null, CAUSE));
        }
        switch (now) {
            case OK -> {}
            case LOW -> {
                if (account.state() == Account.State.OK) {
                    outbox.publish(new BalanceLow(
                            customer, requireNonNull(account.available()), account.lowBalance(), account.currency()));
                }
            }
            case GRACE ->
                outbox.publish(new BalanceExhausted(
                        customer, requireNonNull(account.available()), account.currency(), graceUntil));
            case BLOCKED ->
                outbox.publish(new SpendingBlocked(customer, null, CAUSE, running.of(account.customerId(), null)));
        }
    }
}
