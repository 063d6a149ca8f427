/** Workspaces over REST: create, change, archive. */
@NullMarked
package io.remotegpu.workspace.workspaces;

import org.jspecify.annotations.NullMarked;
