/** Accounts inside instances, for the gateway, which signs their owners in. */
@NullMarked
package io.remotegpu.gis.signin;

import org.jspecify.annotations.NullMarked;
