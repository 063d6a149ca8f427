/** Where Kafka is. */
@NullMarked
package io.remotegpu.gateway.kafka;

import org.jspecify.annotations.NullMarked;
