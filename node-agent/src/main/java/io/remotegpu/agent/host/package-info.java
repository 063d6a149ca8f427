/** The host itself: registration and heartbeats. */
@NullMarked
package io.remotegpu.agent.host;

import org.jspecify.annotations.NullMarked;
