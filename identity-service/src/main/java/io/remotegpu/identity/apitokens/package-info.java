/** Tokens for programs: scoped, expiring, shown once, stored hashed, and exchanged for short access tokens. */
@NullMarked
package io.remotegpu.identity.apitokens;

import org.jspecify.annotations.NullMarked;
