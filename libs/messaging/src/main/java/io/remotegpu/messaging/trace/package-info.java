/** Carries a trace from the message that is handled, or the request that is served, into the messages it causes. */
@NullMarked
package io.remotegpu.messaging.trace;

import org.jspecify.annotations.NullMarked;
