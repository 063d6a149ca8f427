/** The whole platform on one machine: embedded PostgreSQL, Kafka and Redis, all services, one agent. */
@NullMarked
package io.remotegpu.standalone;

import org.jspecify.annotations.NullMarked;
