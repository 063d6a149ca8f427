/** The hosts and GPUs of the fleet: who they are, whether they are alive, and what people see of them. */
@NullMarked
package io.remotegpu.scheduler.hosts;

import org.jspecify.annotations.NullMarked;
