package io.remotegpu.messaging.listen;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.hosts.HostFacts;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;

/** Gives every {@code @KafkaListener} envelopes, retries and dead letters. Its id is its consumer group. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@ConditionalOnProperty("remotegpu.messaging.source")
@EnableConfigurationProperties({RetryProperties.class, TopicProperties.class})
class ListenAutoConfiguration {
    /** After a crash its partitions are free again this soon. */
    private static final int SESSION_MILLIS = 10_000;

    /** How long a consumer may handle and sleep between two polls: several times the longest pause of a retry. */
    private static final int POLL_MILLIS = 300_000;

    private static final Map<String, Object> CONSUMER = Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
            1,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            100,
            ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
            POLL_MILLIS,
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            SESSION_MILLIS,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            SESSION_MILLIS / 4);

    @Bean
    DefaultKafkaConsumerFactoryCustomizer envelopeConsumers(HostFacts hosts) {
        return factory -> {
            factory.updateConfigs(CONSUMER);
            readEnvelopes(factory, hosts.deserializers());
        };
    }

    /** The offset is committed after each message, so a restart repeats at most one. */
    @Bean
    ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> acknowledgeEachMessage() {
        return container -> container.getContainerProperties().setAckMode(AckMode.RECORD);
    }

    @Bean
    DeadLetters deadLetters(ProducerFactory<?, ?> producers, ObjectProvider<MeterRegistry> meters) {
        return new DeadLetters(producers.getConfigurationProperties(), meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    DefaultErrorHandler messageErrorHandler(DeadLetters deadLetters, RetryProperties properties) {
        RetryPolicy policy = new RetryPolicy(properties);
        DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters);
        handler.setBackOffFunction((failed, failure) -> policy.backOffFor(failure));
        handler.setLogLevel(KafkaException.Level.WARN);
        return handler;
    }

    @Bean
    @ConditionalOnProperty(name = "remotegpu.messaging.topics.create", matchIfMissing = true)
    KafkaAdmin.NewTopics platformTopics(TopicProperties properties) {
        Stream<NewTopic> facts = Topics.facts().stream()
                .flatMap(topic -> Stream.of(
                        TopicBuilder.name(topic)
                                .partitions(properties.partitions())
                                .build(),
                        TopicBuilder.name(Topics.deadLetters(topic))
                                .partitions(1)
                                .build()));
        Stream<NewTopic> compacted = Topics.compacted().stream()
                .map(topic -> TopicBuilder.name(topic).partitions(1).compact().build());
        return new KafkaAdmin.NewTopics(Stream.concat(facts, compacted).toArray(NewTopic[]::new));
    }

    /** What hosts say that nobody needs later; a topic that is there keeps its settings. */
    @Bean
    @ConditionalOnProperty(name = "remotegpu.messaging.topics.create", matchIfMissing = true)
    KafkaAdmin.NewTopics fleetingTopics(TopicProperties properties) {
        return new KafkaAdmin.NewTopics(
                fleeting(Topics.NODE_ANSWERS, Duration.ofMinutes(10), properties),
                fleeting(Topics.TELEMETRY, Duration.ofHours(1), properties));
    }

    private static NewTopic fleeting(String topic, Duration kept, TopicProperties properties) {
        String millis = Long.toString(kept.toMillis());
        return TopicBuilder.name(topic)
                .partitions(properties.partitions())
                .config(TopicConfig.RETENTION_MS_CONFIG, millis)
                .config(TopicConfig.SEGMENT_MS_CONFIG, millis)
                .build();
    }

    /** The factory's types are unknown to Boot's customizer; every listener here reads strings and envelopes. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void readEnvelopes(
            DefaultKafkaConsumerFactory factory, Supplier<Deserializer<Envelope<Message>>> envelopes) {
        factory.setKeyDeserializerSupplier(StringDeserializer::new);
        factory.setValueDeserializerSupplier(() -> new ErrorHandlingDeserializer<>(envelopes.get()));
    }
}
