/** Whether the service can do its work. */
@NullMarked
package io.remotegpu.identity.health;

import org.jspecify.annotations.NullMarked;
