/** Replays task lists against placement, without hosts: how much of a fleet each strategy fills, and how fast. */
@NullMarked
package io.remotegpu.benchmarks.placement;

import org.jspecify.annotations.NullMarked;
