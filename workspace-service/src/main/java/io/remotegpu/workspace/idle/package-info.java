/** Whether anybody uses an environment, and what its policy makes of it. */
@NullMarked
package io.remotegpu.workspace.idle;

import org.jspecify.annotations.NullMarked;
