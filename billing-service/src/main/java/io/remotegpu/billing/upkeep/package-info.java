/** Keeps the tables small that are worked on: partitions ahead of time, old ones put away. */
@NullMarked
package io.remotegpu.billing.upkeep;

import org.jspecify.annotations.NullMarked;
