/** The fleet as numbers, kept up to date change by change, with what each shape of request would cost on each host. */
@NullMarked
package io.remotegpu.scheduler.placement.index;

import org.jspecify.annotations.NullMarked;
