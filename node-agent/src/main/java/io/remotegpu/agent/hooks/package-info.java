/** A workload as an ordered list of steps, each of which can be repeated and undone. */
@NullMarked
package io.remotegpu.agent.hooks;

import org.jspecify.annotations.NullMarked;
