/** What instances print. */
@NullMarked
package io.remotegpu.gis.console;

import org.jspecify.annotations.NullMarked;
