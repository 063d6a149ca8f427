/** Who may log in: the SSH keys of customers, as identity-service tells them. */
@NullMarked
package io.remotegpu.scheduler.keys;

import org.jspecify.annotations.NullMarked;
