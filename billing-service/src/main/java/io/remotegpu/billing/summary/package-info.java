/** Totals over records. */
@NullMarked
package io.remotegpu.billing.summary;

import org.jspecify.annotations.NullMarked;
