/** How people reach an instance through the gateway. */
@NullMarked
package io.remotegpu.gis.access;

import org.jspecify.annotations.NullMarked;
