/** Who may do what in a workspace: one table of roles and permissions, asked by every feature. */
@NullMarked
package io.remotegpu.workspace.access;

import org.jspecify.annotations.NullMarked;
