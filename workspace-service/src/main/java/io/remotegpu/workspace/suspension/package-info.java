/** What becomes of environments and workspaces when an account is suspended, reinstated or deleted. */
@NullMarked
package io.remotegpu.workspace.suspension;

import org.jspecify.annotations.NullMarked;
