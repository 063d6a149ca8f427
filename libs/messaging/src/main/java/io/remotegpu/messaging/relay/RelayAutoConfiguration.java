package io.remotegpu.messaging.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;

/** Relays the outbox of a service that has a database and says its name in {@code remotegpu.messaging.source}. */
@AutoConfiguration(
        after = {DataSourceAutoConfiguration.class, JdbcClientAutoConfiguration.class, KafkaAutoConfiguration.class})
@ConditionalOnProperty("remotegpu.messaging.source")
@ConditionalOnBean({JdbcConnectionDetails.class, JdbcClient.class, ProducerFactory.class})
@EnableConfigurationProperties(RelayProperties.class)
class RelayAutoConfiguration {
    @Bean
    @ConditionalOnProperty(name = "remotegpu.messaging.relay.enabled", matchIfMissing = true)
    Relay outboxRelay(
            JdbcConnectionDetails connection,
            RelayProperties properties,
            ProducerFactory<?, ?> producers,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<Clock> clock) {
        Database database = properties.username() == null
                ? Database.of(connection.getJdbcUrl(), connection.getUsername(), connection.getPassword())
                : Database.of(connection.getJdbcUrl(), properties.username(), properties.password());
        Properties settings = EngineSettings.of(database, properties);
        Map<String, Object> kafka = producers.getConfigurationProperties();
        MeterRegistry counted = meters.getIfAvailable(SimpleMeterRegistry::new);
        Clock now = clock.getIfAvailable(Clock::systemUTC);
        return new Relay(
                database,
                properties,
                streaming -> new RelayRun(settings, new OutboxPublisher(kafka, counted, now), streaming));
    }

    @Bean
    @ConditionalOnBean(Relay.class)
    RelayHealth outboxRelayHealthIndicator(Relay relay) {
        return new RelayHealth(relay);
    }

    @Bean
    @ConditionalOnBean(Relay.class)
    RelayLag outboxRelayLag(JdbcClient jdbc, JdbcConnectionDetails connection) {
        return new RelayLag(
                jdbc,
                EngineSettings.slot(
                        Database.of(connection.getJdbcUrl(), connection.getUsername(), connection.getPassword())));
    }
}
