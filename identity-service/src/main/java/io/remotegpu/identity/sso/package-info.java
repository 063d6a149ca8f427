/** Single sign-on by OpenID Connect: people whom a trusted provider vouches for log in without a password. Not loaded unless it is on. */
@NullMarked
package io.remotegpu.identity.sso;

import org.jspecify.annotations.NullMarked;
