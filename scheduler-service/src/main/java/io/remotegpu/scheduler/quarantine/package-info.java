/** GPUs that nobody gets before their host has shown them clean. */
@NullMarked
package io.remotegpu.scheduler.quarantine;

import org.jspecify.annotations.NullMarked;
