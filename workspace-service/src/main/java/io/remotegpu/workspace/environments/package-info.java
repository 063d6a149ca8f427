/** Environments: asked for over REST, shown, and kept in step with what the scheduler says. */
@NullMarked
package io.remotegpu.workspace.environments;

import org.jspecify.annotations.NullMarked;
