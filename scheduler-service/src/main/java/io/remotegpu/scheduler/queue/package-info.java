/** Workloads that fit nowhere now, in the order in which they came. */
@NullMarked
package io.remotegpu.scheduler.queue;

import org.jspecify.annotations.NullMarked;
