/** Where a workload could run, and if nowhere, why. Pure: no Spring, no database, no clock. */
@NullMarked
package io.remotegpu.scheduler.placement;

import org.jspecify.annotations.NullMarked;
