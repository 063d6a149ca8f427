/** Whether the host's GPUs may be given to anybody, and whether containers still reach theirs. */
@NullMarked
package io.remotegpu.agent.health;

import org.jspecify.annotations.NullMarked;
