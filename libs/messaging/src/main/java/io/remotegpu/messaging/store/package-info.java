/** The outbox and inbox tables, and the clean-up that keeps them small. */
@NullMarked
package io.remotegpu.messaging.store;

import org.jspecify.annotations.NullMarked;
