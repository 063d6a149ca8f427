/** What the agent needs of whatever runs containers, without naming it. */
@NullMarked
package io.remotegpu.agent.runtime;

import org.jspecify.annotations.NullMarked;
