/** What may be asked for when an environment is created, its limits, and the workload made of it. */
@NullMarked
package io.remotegpu.workspace.requests;

import org.jspecify.annotations.NullMarked;
