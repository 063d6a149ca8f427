/** Who belongs to a workspace, and in which role. */
@NullMarked
package io.remotegpu.workspace.members;

import org.jspecify.annotations.NullMarked;
