package io.remotegpu.billing.meter;

import io.remotegpu.billing.prices.UnitPrice;
import io.remotegpu.contracts.CustomerId;

/** A stretch of running time, who pays for it and at what price; the price is fixed when it begins. */
record BilledStretch(Metered stretch, CustomerId customerId, UnitPrice price) {
    BilledStretch with(Metered later) {
        return new BilledStretch(later, customerId, price);
    }
}
