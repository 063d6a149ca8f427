/** What integration tests run on: a real PostgreSQL and a real Kafka in the test JVM, tokens the service accepts, clocks and probes. */
@NullMarked
package io.remotegpu.testing;

import org.jspecify.annotations.NullMarked;
