/** Hears the facts that cost money or hold GPUs, many at a time, and hands each kind to whom it concerns. */
@NullMarked
package io.remotegpu.billing.intake;

import org.jspecify.annotations.NullMarked;
