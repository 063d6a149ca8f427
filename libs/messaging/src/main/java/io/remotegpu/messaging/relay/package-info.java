/** Reads the outbox from PostgreSQL's write-ahead log and publishes it to Kafka: at least once, in order, by one replica at a time. */
@NullMarked
package io.remotegpu.messaging.relay;

import org.jspecify.annotations.NullMarked;
