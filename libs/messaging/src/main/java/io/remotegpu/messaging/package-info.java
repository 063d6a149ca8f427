/** What a service needs to speak and to listen: {@link io.remotegpu.messaging.Outbox} and {@link io.remotegpu.messaging.Inbox}. */
@NullMarked
package io.remotegpu.messaging;

import org.jspecify.annotations.NullMarked;
