/** Notifications as they come, over server-sent events, whichever replica made them. */
@NullMarked
package io.remotegpu.identity.notifications.stream;

import org.jspecify.annotations.NullMarked;
