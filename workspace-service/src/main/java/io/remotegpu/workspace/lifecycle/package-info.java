/** The states of an environment as a pure function: wishes allowed or refused, facts applied or passed over. */
@NullMarked
package io.remotegpu.workspace.lifecycle;

import org.jspecify.annotations.NullMarked;
