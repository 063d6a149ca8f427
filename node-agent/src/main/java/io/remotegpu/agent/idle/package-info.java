/** What is told of the people who use workloads, from which others decide whether one is idle. */
@NullMarked
package io.remotegpu.agent.idle;

import org.jspecify.annotations.NullMarked;
