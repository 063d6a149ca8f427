/** Images that this host keeps: which may go when its disk fills. */
@NullMarked
package io.remotegpu.agent.images;

import org.jspecify.annotations.NullMarked;
