/** The keys that access tokens are signed with: made once, kept encrypted, published. */
@NullMarked
package io.remotegpu.identity.signing;

import org.jspecify.annotations.NullMarked;
