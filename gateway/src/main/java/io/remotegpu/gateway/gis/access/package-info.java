/** Who may do what at a GIS instance. */
@NullMarked
package io.remotegpu.gateway.gis.access;

import org.jspecify.annotations.NullMarked;
