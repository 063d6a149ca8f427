/** Brings a workload with its home to another host: one saga, a relay for the bytes, and what is left behind. */
@NullMarked
package io.remotegpu.scheduler.moving;

import org.jspecify.annotations.NullMarked;
