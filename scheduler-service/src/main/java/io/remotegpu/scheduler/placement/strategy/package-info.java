/** What makes one fitting host better than another. */
@NullMarked
package io.remotegpu.scheduler.placement.strategy;

import org.jspecify.annotations.NullMarked;
