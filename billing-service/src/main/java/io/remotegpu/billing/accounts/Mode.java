package io.remotegpu.billing.accounts;

import java.util.Locale;

/** When a customer pays. */
enum Mode {
    /** Nothing may be used that is not paid for. */
    PREPAID,
    /** By invoice, up to a credit limit if there is one. */
    POSTPAID;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
