/** Environments kept as images: each is on one host, and what starts from it starts there. */
@NullMarked
package io.remotegpu.scheduler.snapshots;

import org.jspecify.annotations.NullMarked;
