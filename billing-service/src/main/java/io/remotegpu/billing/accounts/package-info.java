/** What customers have paid and owe, and what becomes of those who have nothing left. */
@NullMarked
package io.remotegpu.billing.accounts;

import org.jspecify.annotations.NullMarked;
