/** What people are told: kept until read, streamed, and handed to mail and webhooks. */
@NullMarked
package io.remotegpu.identity.notifications;

import org.jspecify.annotations.NullMarked;
