package io.remotegpu.agent.bus;

import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;

/** As whom the agent comes to Kafka. */
public interface KafkaAccess {
    /** What every client needs beside the brokers' addresses. */
    Map<String, Object> settings();

    /** Writes what the agent says so that others can tell whose word it is. */
    <T> Serializer<T> speaking(Serializer<T> plain);

    /** Whether the agent makes its own topics; an enrolled one finds them made and may make none. */
    boolean makesTopics();

    /** Kafka refused what this access shows; it may have become invalid meanwhile. */
    void refused();
}
