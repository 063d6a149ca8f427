/** Directories with an SSH server, for machines without a container engine. No isolation. */
@NullMarked
package io.remotegpu.agent.runtime.process;

import org.jspecify.annotations.NullMarked;
