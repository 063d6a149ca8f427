package io.remotegpu.saga.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.remotegpu.messaging.Outbox;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a service that defines sagas a runner for them. Its database needs {@code classpath:db/saga}. */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBean(SagaProcess.class)
@EnableScheduling
@EnableConfigurationProperties(SagaProperties.class)
class SagaAutoConfiguration {
    @Bean
    SagaStore sagaStore(JdbcClient jdbc, ObjectProvider<Clock> clock) {
        return new SagaStore(jdbc, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    SagaRunner sagaRunner(
            SagaStore store,
            ObjectProvider<SagaProcess<?>> processes,
            ObjectProvider<LocalCommandHandler<?>> handlers,
            Outbox outbox,
            TransactionTemplate transaction) {
        return new SagaRunner(store, new SagaParts(processes, handlers), outbox, transaction);
    }

    @Bean
    DeadlinePoller deadlinePoller(SagaStore store, SagaRunner runner, ObjectProvider<MeterRegistry> meters) {
        Counter failures = Counter.builder("remotegpu.sagas.failures")
                .description("deadlines that a saga could not pass because it threw: look for the error")
                .register(meters.getIfAvailable(SimpleMeterRegistry::new));
        return new DeadlinePoller(store, runner, failures);
    }

    @Bean
    SagaRetention sagaRetention(SagaStore store, SagaProperties properties) {
        return new SagaRetention(store, properties.keepEnded());
    }

    @Bean
    SagaJournal sagaJournal(JdbcClient jdbc, SagaProperties properties) {
        return new SagaJournal(jdbc, properties.stuckAfter());
    }

    @Bean
    MeterBinder stuckSagas(SagaJournal journal) {
        return registry -> Gauge.builder("remotegpu.sagas.stuck", journal, SagaJournal::countStuck)
                .description("sagas that asked again and again without an answer: a person should look")
                .register(registry);
    }
}
