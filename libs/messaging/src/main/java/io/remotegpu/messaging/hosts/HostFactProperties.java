package io.remotegpu.messaging.hosts;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param signed whether what hosts say counts only with the signature of an enrolled key; false trusts whoever can write to Kafka
 */
@Validated
@ConfigurationProperties("remotegpu.messaging.host-facts")
record HostFactProperties(@DefaultValue("true") boolean signed) {}
