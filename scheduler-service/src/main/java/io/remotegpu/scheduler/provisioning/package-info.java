/** Brings each workload to where its owner wants it: one pure decision, three sagas. */
@NullMarked
package io.remotegpu.scheduler.provisioning;

import org.jspecify.annotations.NullMarked;
