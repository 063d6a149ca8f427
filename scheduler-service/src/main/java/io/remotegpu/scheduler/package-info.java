/** scheduler-service: gives workloads a host, GPUs and ports, and takes them back. */
@NullMarked
package io.remotegpu.scheduler;

import org.jspecify.annotations.NullMarked;
