/** Who did what to a workspace and its members, line after line, never changed. */
@NullMarked
package io.remotegpu.workspace.audit;

import org.jspecify.annotations.NullMarked;
