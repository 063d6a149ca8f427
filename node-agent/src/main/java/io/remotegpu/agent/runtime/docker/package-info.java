/** Containers of a Docker engine. */
@NullMarked
package io.remotegpu.agent.runtime.docker;

import org.jspecify.annotations.NullMarked;
