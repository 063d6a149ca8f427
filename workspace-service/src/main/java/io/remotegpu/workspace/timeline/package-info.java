/** What happened to an environment, in order, in words for a person. */
@NullMarked
package io.remotegpu.workspace.timeline;

import org.jspecify.annotations.NullMarked;
