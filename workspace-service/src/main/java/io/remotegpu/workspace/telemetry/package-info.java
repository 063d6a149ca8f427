/** What environments print and use: the first asked of their hosts, the second told by them and kept for a while. */
@NullMarked
package io.remotegpu.workspace.telemetry;

import org.jspecify.annotations.NullMarked;
