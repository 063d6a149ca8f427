/** The public SSH keys that open a customer's environments. */
@NullMarked
package io.remotegpu.identity.sshkeys;

import org.jspecify.annotations.NullMarked;
