/** Which notifications a person wants, where and in which language. */
@NullMarked
package io.remotegpu.identity.notifications.preferences;

import org.jspecify.annotations.NullMarked;
