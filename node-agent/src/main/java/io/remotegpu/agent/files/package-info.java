/** Files that a crash of the host leaves whole. */
@NullMarked
package io.remotegpu.agent.files;

import org.jspecify.annotations.NullMarked;
