/** Snapshots of environments: asked for, kept count of, and started from. */
@NullMarked
package io.remotegpu.workspace.snapshots;

import org.jspecify.annotations.NullMarked;
