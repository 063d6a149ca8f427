/** Accounts: registering, reading and changing them, and administering those of others. */
@NullMarked
package io.remotegpu.identity.accounts;

import org.jspecify.annotations.NullMarked;
