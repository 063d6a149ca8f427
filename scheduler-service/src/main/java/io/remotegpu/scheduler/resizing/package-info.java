/** Other cores and memory for an environment: at once where its host has room, else from its next start. */
@NullMarked
package io.remotegpu.scheduler.resizing;

import org.jspecify.annotations.NullMarked;
