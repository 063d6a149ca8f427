/** How many requests one address and one user may send. */
@NullMarked
package io.remotegpu.gateway.limits;

import org.jspecify.annotations.NullMarked;
