/** Turns a configuration into what an instance starts from, as pure functions: equal input gives equal files. */
@NullMarked
package io.remotegpu.gis.rendering;

import org.jspecify.annotations.NullMarked;
