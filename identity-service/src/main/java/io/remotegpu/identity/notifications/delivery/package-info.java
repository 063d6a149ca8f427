/** Notifications that leave the platform: by mail and by signed webhooks, tried again until they arrive or it is hopeless. */
@NullMarked
package io.remotegpu.identity.notifications.delivery;

import org.jspecify.annotations.NullMarked;
