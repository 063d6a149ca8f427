/** Logging in and staying so: passwords tried, sessions, refresh tokens, access tokens. */
@NullMarked
package io.remotegpu.identity.login;

import org.jspecify.annotations.NullMarked;
