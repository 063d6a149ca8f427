/** How busy the GPUs were that people pay for, from what hosts measure. */
@NullMarked
package io.remotegpu.billing.utilization;

import org.jspecify.annotations.NullMarked;
