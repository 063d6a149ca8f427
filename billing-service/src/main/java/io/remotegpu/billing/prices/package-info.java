/** What an hour of which resource costs, from when on. */
@NullMarked
package io.remotegpu.billing.prices;

import org.jspecify.annotations.NullMarked;
