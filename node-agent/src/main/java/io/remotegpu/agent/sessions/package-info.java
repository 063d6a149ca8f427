/** Who is connected to what runs here, read from the host's {@code /proc}. */
@NullMarked
package io.remotegpu.agent.sessions;

import org.jspecify.annotations.NullMarked;
