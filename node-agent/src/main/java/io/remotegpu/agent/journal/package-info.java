/** What the agent must not forget: one checked file per workload. */
@NullMarked
package io.remotegpu.agent.journal;

import org.jspecify.annotations.NullMarked;
