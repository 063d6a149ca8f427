/** How a host comes in: its key, its token, and the credentials that it gets for them. */
@NullMarked
package io.remotegpu.agent.enroll;

import org.jspecify.annotations.NullMarked;
