/** Drives the platform from outside: as a process, through its gateway, by SSH and with the engine's own command. */
@NullMarked
package io.remotegpu.system;

import org.jspecify.annotations.NullMarked;
