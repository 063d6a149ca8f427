/** Each user's own map and tile servers, from their configuration to their address. */
@NullMarked
package io.remotegpu.gis;

import org.jspecify.annotations.NullMarked;
