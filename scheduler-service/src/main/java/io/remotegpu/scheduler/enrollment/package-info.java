/** Lets hosts in and puts them out: tokens of administrators, keys of hosts, and what Kafka gives each of them. */
@NullMarked
package io.remotegpu.scheduler.enrollment;

import org.jspecify.annotations.NullMarked;
