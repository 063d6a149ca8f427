/** The public keys that open a person's environments. */
@NullMarked
package io.remotegpu.cli.sshkeys;

import org.jspecify.annotations.NullMarked;
