/** Commands from Kafka and facts to Kafka. */
@NullMarked
package io.remotegpu.agent.bus;

import org.jspecify.annotations.NullMarked;
