/** Monthly invoices: numbered without gaps, never changed, corrected by credit notes and supplements. */
@NullMarked
package io.remotegpu.billing.invoices;

import org.jspecify.annotations.NullMarked;
