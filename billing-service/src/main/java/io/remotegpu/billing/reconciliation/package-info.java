/** Compares what was billed with what facts, ledger and hosts say, and explains every difference or raises the alarm. */
@NullMarked
package io.remotegpu.billing.reconciliation;

import org.jspecify.annotations.NullMarked;
