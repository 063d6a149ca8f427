/** One answer to whether the platform works. */
@NullMarked
package io.remotegpu.gateway.health;

import org.jspecify.annotations.NullMarked;
