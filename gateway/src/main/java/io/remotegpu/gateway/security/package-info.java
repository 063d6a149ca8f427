/** Tokens are verified here, once for all services behind; each verifies again for itself. */
@NullMarked
package io.remotegpu.gateway.security;

import org.jspecify.annotations.NullMarked;
