/** What hosts say, handed to the features it concerns. */
@NullMarked
package io.remotegpu.scheduler.node;

import org.jspecify.annotations.NullMarked;
