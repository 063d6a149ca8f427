/** What gateways led to each instance, minute by minute. */
@NullMarked
package io.remotegpu.gis.traffic;

import org.jspecify.annotations.NullMarked;
