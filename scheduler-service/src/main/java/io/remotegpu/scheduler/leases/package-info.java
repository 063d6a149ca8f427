/** Who holds what: fenced GPU leases, CPU, memory and host ports. Two workloads never hold one GPU. */
@NullMarked
package io.remotegpu.scheduler.leases;

import org.jspecify.annotations.NullMarked;
