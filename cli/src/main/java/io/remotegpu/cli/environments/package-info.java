/** Creating, watching and entering environments. */
@NullMarked
package io.remotegpu.cli.environments;

import org.jspecify.annotations.NullMarked;
