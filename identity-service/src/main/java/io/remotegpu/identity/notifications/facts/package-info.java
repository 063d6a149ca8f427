/** Which facts of other services people hear of, and what must be remembered to tell them well. */
@NullMarked
package io.remotegpu.identity.notifications.facts;

import org.jspecify.annotations.NullMarked;
