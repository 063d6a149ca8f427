/** Where GIS instances are, kept in memory from compacted topics. */
@NullMarked
package io.remotegpu.gateway.gis.routes;

import org.jspecify.annotations.NullMarked;
