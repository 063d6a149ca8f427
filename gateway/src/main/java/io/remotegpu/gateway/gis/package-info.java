/** {@code /s/{instance_key}/…}: leads people to the GIS instance of that key, as its route says. */
@NullMarked
package io.remotegpu.gateway.gis;

import org.jspecify.annotations.NullMarked;
