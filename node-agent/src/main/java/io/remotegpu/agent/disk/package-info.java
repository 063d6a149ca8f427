/** What workloads keep on this host's disk: measured from outside, bounded, and the host's own room kept. */
@NullMarked
package io.remotegpu.agent.disk;

import org.jspecify.annotations.NullMarked;
