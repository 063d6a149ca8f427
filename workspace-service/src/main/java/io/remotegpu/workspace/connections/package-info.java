/** Who came into environments and left them, and by whose key. */
@NullMarked
package io.remotegpu.workspace.connections;

import org.jspecify.annotations.NullMarked;
