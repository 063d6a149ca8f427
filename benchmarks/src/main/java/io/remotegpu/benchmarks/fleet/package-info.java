/** The scheduler under a steady stream of life cycles on simulated hosts: how many it bears, how late it is, and what each one costs. */
@NullMarked
package io.remotegpu.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
