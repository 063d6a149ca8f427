package io.remotegpu.messaging.listen;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.DeadLetter;
import io.remotegpu.messaging.hosts.ServiceStopping;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.serializer.DelegatingByTypeSerializer;

/** Puts what a consumer gave up on onto {@code <topic>.dlt}, unchanged, with who gave up and why in its headers. */
final class DeadLetters implements ConsumerRecordRecoverer, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final DefaultKafkaProducerFactory<String, Object> producers;
    private final DeadLetterPublishingRecoverer publisher;
    private final MeterRegistry meters;

    /** @param connection producer settings that lead to the brokers */
    DeadLetters(Map<String, Object> connection, MeterRegistry meters) {
        this.meters = meters;
        this.producers = new DefaultKafkaProducerFactory<>(
                connection,
                new StringSerializer(),
                new DelegatingByTypeSerializer(
                        Map.of(byte[].class, new ByteArraySerializer(), Envelope.class, new EnvelopeSerializer())));
        this.publisher = new DeadLetterPublishingRecoverer(new KafkaTemplate<>(producers), DeadLetters::destination);
        publisher.excludeHeader(HeadersToAdd.EX_STACKTRACE);
        publisher.setHeadersFunction((gaveUpOn, failure) -> why(failure));
    }

    /** @throws ServiceStopping in the place of a letter: thrown on, nothing is committed */
    @Override
    public void accept(ConsumerRecord<?, ?> gaveUpOn, Exception failure) {
        if (ServiceStopping.caused(failure)) {
            throw new ServiceStopping();
        }
        log.error(
                "{} gave up on {}-{}@{}, it is on {}: {}",
                consumer(),
                gaveUpOn.topic(),
                gaveUpOn.partition(),
                gaveUpOn.offset(),
                Topics.deadLetters(gaveUpOn.topic()),
                FailureReason.of(failure),
                failure);
        publisher.accept(gaveUpOn, failure);
        meters.counter(DeadLetter.COUNTER, "topic", gaveUpOn.topic(), "consumer", consumer())
                .increment();
    }

    @Override
    public void destroy() {
        producers.destroy();
    }

    /** Any partition: the key decides, as it did on the topic itself. */
    private static TopicPartition destination(ConsumerRecord<?, ?> gaveUpOn, Exception failure) {
        return new TopicPartition(Topics.deadLetters(gaveUpOn.topic()), -1);
    }

    private static Headers why(Exception failure) {
        return new RecordHeaders()
                .add(DeadLetter.REASON, FailureReason.of(failure).getBytes(StandardCharsets.UTF_8))
                .add(DeadLetter.CONSUMER, consumer().getBytes(StandardCharsets.UTF_8));
    }

    private static String consumer() {
        return Objects.requireNonNullElse(KafkaUtils.getConsumerGroupId(), "unknown");
    }
}
