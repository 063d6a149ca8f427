/** Who held which GPU when, as long as it is worth knowing, and whether the books about it agree. */
@NullMarked
package io.remotegpu.scheduler.history;

import org.jspecify.annotations.NullMarked;
