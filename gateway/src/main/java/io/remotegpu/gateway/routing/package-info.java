/** Which path belongs to which service. */
@NullMarked
package io.remotegpu.gateway.routing;

import org.jspecify.annotations.NullMarked;
