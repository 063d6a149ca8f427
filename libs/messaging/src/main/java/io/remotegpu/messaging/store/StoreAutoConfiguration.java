package io.remotegpu.messaging.store;

import io.micrometer.tracing.Tracer;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.messaging.MessagingProperties;
import io.remotegpu.messaging.trace.Traces;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Outbox and inbox for a service that has a database and says its name in {@code remotegpu.messaging.source}. */
@AutoConfiguration(after = {JdbcClientAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class})
@ConditionalOnProperty("remotegpu.messaging.source")
@ConditionalOnBean({JdbcClient.class, PlatformTransactionManager.class})
@EnableConfigurationProperties({MessagingProperties.class, RetentionProperties.class})
@EnableScheduling
class StoreAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Traces traces(ObjectProvider<Tracer> tracer) {
        return new Traces(tracer.getIfUnique(() -> Tracer.NOOP));
    }

    @Bean
    @ConditionalOnMissingBean
    JdbcOutbox outbox(JdbcClient jdbc, Traces traces, ObjectProvider<Clock> clock, MessagingProperties properties) {
        return new JdbcOutbox(jdbc, traces, clock.getIfAvailable(Clock::systemUTC), properties.source());
    }

    @Bean
    @ConditionalOnMissingBean
    Inbox inbox(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Traces traces,
            JdbcOutbox outbox,
            ObjectProvider<Clock> clock) {
        return new JdbcInbox(
                jdbc, new TransactionTemplate(transactions), traces, outbox, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Retention messageRetention(JdbcClient jdbc, RetentionProperties properties, ObjectProvider<Clock> clock) {
        return new Retention(jdbc, properties, clock.getIfAvailable(Clock::systemUTC));
    }
}
