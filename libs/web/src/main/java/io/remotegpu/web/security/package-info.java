/** Verifies access tokens and hands controllers their {@link io.remotegpu.web.Caller}. */
@NullMarked
package io.remotegpu.web.security;

import org.jspecify.annotations.NullMarked;
