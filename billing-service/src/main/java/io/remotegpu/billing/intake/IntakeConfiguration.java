package io.remotegpu.billing.intake;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;

/** How facts are heard many at a time. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    static final String BATCHES = "factBatches";

    @Bean(BATCHES)
    ConcurrentKafkaListenerContainerFactory<Object, Object> factBatches(
            ConsumerFactory<Object, Object> consumers, DefaultErrorHandler errors) {
        ConcurrentKafkaListenerContainerFactory<Object, Object> factory =
                new ConcurrentKafkaListenerContainerFactory<>();
        factory.setConsumerFactory(consumers);
        factory.setBatchListener(true);
        factory.setCommonErrorHandler(errors);
        factory.getContainerProperties().setAckMode(AckMode.BATCH);
        return factory;
    }
}
