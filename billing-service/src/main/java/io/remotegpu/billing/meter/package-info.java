/** From attested facts to billed intervals: exactly once, in whatever order they arrive. */
@NullMarked
package io.remotegpu.billing.meter;

import org.jspecify.annotations.NullMarked;
