/** How listeners read: envelopes as values, retries by kind of error, dead letters with the reason. */
@NullMarked
package io.remotegpu.messaging.listen;

import org.jspecify.annotations.NullMarked;
