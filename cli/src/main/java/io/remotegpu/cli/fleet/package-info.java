/** What hardware there is and what of it is free. */
@NullMarked
package io.remotegpu.cli.fleet;

import org.jspecify.annotations.NullMarked;
