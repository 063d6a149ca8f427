/** What was used on each day, added up while it happens: reports, budgets and invoices read this and not the records. */
@NullMarked
package io.remotegpu.billing.rollup;

import org.jspecify.annotations.NullMarked;
