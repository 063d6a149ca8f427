package io.remotegpu.workspace.suspension;

import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.workspace.customers.CustomerStatus;
import io.remotegpu.workspace.customers.Customers;
import io.remotegpu.workspace.environments.EnvironmentStops;
import io.remotegpu.workspace.workspaces.Ownership;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Follows the accounts. The account's row is written first and read under lock by whoever takes up something new, so nothing starts between
 * the suspension and the stops. A fact older than what is known changes nothing.
 */
@Service
class Accounts {
    private final Customers customers;
    private final Ownership ownership;
    private final EnvironmentStops stops;

    Accounts(Customers customers, Ownership ownership, EnvironmentStops stops) {
        this.customers = customers;
        this.ownership = ownership;
        this.stops = stops;
    }

    /** Environments stop and keep their homes; memberships stay for the day of the reinstatement. */
    @Transactional(propagation = Propagation.MANDATORY)
    void suspend(CustomerSuspended fact, Instant at) {
        if (customers.become(fact.customerId(), CustomerStatus.SUSPENDED, at)) {
            stops.stopAllOf(fact.customerId(), "the account of its owner was suspended");
        }
    }

    /** Nothing starts by itself: the customer decides what is still wanted. */
    @Transactional(propagation = Propagation.MANDATORY)
    void reinstate(CustomerReinstated fact, Instant at) {
        if (customers.become(fact.customerId(), CustomerStatus.ACTIVE, at)) {
            ownership.reopen(fact.customerId());
        }
    }

    /** Environments stop and keep their homes, since a deleted account may come back; memberships end. */
    @Transactional(propagation = Propagation.MANDATORY)
    void delete(CustomerDeleted fact, Instant at) {
        if (customers.become(fact.customerId(), CustomerStatus.DELETED, at)) {
            stops.stopAllOf(fact.customerId(), "the account of its owner was deleted");
            ownership.settle(fact.customerId());
        }
    }
}
