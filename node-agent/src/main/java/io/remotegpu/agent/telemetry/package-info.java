/** What GPUs and workloads of this host do, told every few seconds. */
@NullMarked
package io.remotegpu.agent.telemetry;

import org.jspecify.annotations.NullMarked;
