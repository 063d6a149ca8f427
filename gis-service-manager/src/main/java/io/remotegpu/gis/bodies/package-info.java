/** Keeps requests small enough to be read. */
@NullMarked
package io.remotegpu.gis.bodies;

import org.jspecify.annotations.NullMarked;
