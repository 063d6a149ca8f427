/** What people should know of an environment that runs, such as a disk that is nearly full. */
@NullMarked
package io.remotegpu.workspace.conditions;

import org.jspecify.annotations.NullMarked;
