/** One agent on this machine's engine: what it adds to a start, what it weighs, how soon it is back. */
@NullMarked
package io.remotegpu.benchmarks.agent;

import org.jspecify.annotations.NullMarked;
