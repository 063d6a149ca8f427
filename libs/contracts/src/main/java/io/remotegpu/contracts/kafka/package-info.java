/** Envelopes as Kafka records. Needs kafka-clients on the class path and nothing else, so an agent without Spring uses it too. */
@NullMarked
package io.remotegpu.contracts.kafka;

import org.jspecify.annotations.NullMarked;
