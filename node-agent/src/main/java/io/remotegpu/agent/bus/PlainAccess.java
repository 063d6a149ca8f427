package io.remotegpu.agent.bus;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Of an agent that nobody enrolled: it signs nothing, so only a platform that trusts everybody on its Kafka hears it.
 *
 * @param properties the operator's own client properties
 */
public record PlainAccess(Properties properties) implements KafkaAccess {
    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    @Override
    public <T> Serializer<T> speaking(Serializer<T> plain) {
        return plain;
    }

    @Override
    public boolean makesTopics() {
        return true;
    }

    /** The operator alone can help. */
    @Override
    public void refused() {}
}
