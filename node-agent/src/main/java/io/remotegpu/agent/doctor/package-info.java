/** Looks whether a host can do its work, and says what to do where it cannot. */
@NullMarked
package io.remotegpu.agent.doctor;

import org.jspecify.annotations.NullMarked;
