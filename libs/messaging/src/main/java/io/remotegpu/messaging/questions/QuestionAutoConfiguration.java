package io.remotegpu.messaging.questions;

import io.remotegpu.messaging.MessagingProperties;
import io.remotegpu.messaging.hosts.HostFacts;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** {@link NodeQuestions} for a service that asks hosts. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@ConditionalOnProperty("remotegpu.messaging.questions.enabled")
@EnableConfigurationProperties({QuestionProperties.class, MessagingProperties.class})
class QuestionAutoConfiguration {
    @Bean
    KafkaNodeQuestions nodeQuestions(
            ProducerFactory<?, ?> producers,
            ConsumerFactory<?, ?> consumers,
            HostFacts hosts,
            MessagingProperties messaging,
            QuestionProperties properties) {
        return new KafkaNodeQuestions(
                producers.getConfigurationProperties(),
                consumers.getConfigurationProperties(),
                hosts.deserializers(),
                messaging.source(),
                properties,
                Clock.systemUTC());
    }

    @Bean
    AnswerFeed nodeAnswers(KafkaNodeQuestions questions) {
        return questions.feed();
    }
}
