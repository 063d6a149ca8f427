/** A POST that a caller repeats with the same {@code Idempotency-Key} happens once. */
@NullMarked
package io.remotegpu.web.idempotency;

import org.jspecify.annotations.NullMarked;
