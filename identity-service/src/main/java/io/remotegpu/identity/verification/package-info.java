/** Proving that an address is one's own: mailed tokens that verify it or reset a password. */
@NullMarked
package io.remotegpu.identity.verification;

import org.jspecify.annotations.NullMarked;
