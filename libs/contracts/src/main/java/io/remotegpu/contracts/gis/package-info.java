/** What the gateway must know to lead people to a GIS service. */
@NullMarked
package io.remotegpu.contracts.gis;

import org.jspecify.annotations.NullMarked;
