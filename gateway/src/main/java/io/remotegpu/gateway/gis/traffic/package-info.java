/** What went to each GIS instance, counted and told now and then. */
@NullMarked
package io.remotegpu.gateway.gis.traffic;

import org.jspecify.annotations.NullMarked;
