/** How much of an instance is used at once, and how often. */
@NullMarked
package io.remotegpu.gateway.gis.limits;

import org.jspecify.annotations.NullMarked;
