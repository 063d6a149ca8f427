/** Workspaces, who may do what in them, quotas, and the environments people wish for. */
@NullMarked
package io.remotegpu.workspace;

import org.jspecify.annotations.NullMarked;
