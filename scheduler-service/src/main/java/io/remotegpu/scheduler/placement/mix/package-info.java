/** What requests usually ask for, learned from those seen, and what follows from it for the room that is left. */
@NullMarked
package io.remotegpu.scheduler.placement.mix;

import org.jspecify.annotations.NullMarked;
