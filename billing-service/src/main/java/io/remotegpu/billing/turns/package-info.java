/** Who works on something waits for its turn, over all replicas. */
@NullMarked
package io.remotegpu.billing.turns;

import org.jspecify.annotations.NullMarked;
