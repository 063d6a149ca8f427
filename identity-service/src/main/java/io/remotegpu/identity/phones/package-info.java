/** Proof that a phone number is its account's: a code that only the phone was told. */
@NullMarked
package io.remotegpu.identity.phones;

import org.jspecify.annotations.NullMarked;
