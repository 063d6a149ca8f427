/** Whose word a fact of a host is: it counts only with the signature of the key that the host was enrolled with. */
@NullMarked
package io.remotegpu.messaging.hosts;

import org.jspecify.annotations.NullMarked;
