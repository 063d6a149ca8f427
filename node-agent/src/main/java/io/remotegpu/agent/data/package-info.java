/** Files of people that their workloads read: loaded once, checked, and kept while the workload is. */
@NullMarked
package io.remotegpu.agent.data;

import org.jspecify.annotations.NullMarked;
