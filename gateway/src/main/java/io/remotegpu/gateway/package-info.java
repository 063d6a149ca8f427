/** The platform's one origin. It owns no data: it routes, checks tokens and limits. */
@NullMarked
package io.remotegpu.gateway;

import org.jspecify.annotations.NullMarked;
