/** Who is in which workspace. */
@NullMarked
package io.remotegpu.scheduler.members;

import org.jspecify.annotations.NullMarked;
