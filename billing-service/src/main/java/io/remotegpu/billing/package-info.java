/** Turns attested facts into seconds and seconds into money. */
@NullMarked
package io.remotegpu.billing;

import org.jspecify.annotations.NullMarked;
