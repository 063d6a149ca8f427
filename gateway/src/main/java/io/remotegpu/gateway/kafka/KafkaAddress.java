package io.remotegpu.gateway.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Kafka is, as every service is told.
 *
 * @param bootstrapServers host and port of some brokers
 * @param properties what else a client needs, such as {@code security.protocol}
 */
@Validated
@ConfigurationProperties("spring.kafka")
public record KafkaAddress(
        @DefaultValue("localhost:9092") List<String> bootstrapServers,
        @DefaultValue Map<String, String> properties) {
    /** As Kafka's clients take them. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put("bootstrap.servers", bootstrapServers);
        return settings;
    }
}
