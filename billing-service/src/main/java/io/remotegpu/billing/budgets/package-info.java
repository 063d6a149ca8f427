/** How much may be used in a month, of money or of GPU hours; what warns and what blocks. */
@NullMarked
package io.remotegpu.billing.budgets;

import org.jspecify.annotations.NullMarked;
