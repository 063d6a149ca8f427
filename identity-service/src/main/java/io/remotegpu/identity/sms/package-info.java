/** Short messages to phones. */
@NullMarked
package io.remotegpu.identity.sms;

import org.jspecify.annotations.NullMarked;
