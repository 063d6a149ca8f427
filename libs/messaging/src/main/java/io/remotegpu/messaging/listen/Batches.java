package io.remotegpu.messaging.listen;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.kafka.support.serializer.SerializationUtils;

/**
 * For listeners that take what a poll brought together, which spares commits. A service that has one imports this class and names
 * {@link #FACTORY} as the listener's container factory.
 */
@Configuration(proxyBeanMethods = false)
public class Batches {
    public static final String FACTORY = "messageBatches";

    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
    private static final LogAccessor ACCESS = new LogAccessor(Batches.class);

    /** As other listeners retry and give up, so do these, message by message. */
    @Bean(FACTORY)
    ConcurrentKafkaListenerContainerFactory<Object, Object> messageBatches(
            ConsumerFactory<Object, Object> consumers, DefaultErrorHandler errors) {
        ConcurrentKafkaListenerContainerFactory<Object, Object> factory =
                new ConcurrentKafkaListenerContainerFactory<>();
        factory.setConsumerFactory(consumers);
        factory.setBatchListener(true);
        factory.setCommonErrorHandler(errors);
        factory.getContainerProperties().setAckMode(AckMode.BATCH);
        return factory;
    }

    /**
     * Takes them all at once and, should that fail, one by one, so that one bad message costs the others nothing but time. The bad one is named to the
     * container, which tries it again or puts it aside and goes on behind it.
     *
     * @param taker takes all that it is given or nothing
     * @throws BatchListenerFailedException with the place of the first that cannot be taken; all before it are
     */
    public static void take(
            List<ConsumerRecord<String, Envelope<Message>>> records, Consumer<List<Envelope<Message>>> taker) {
        List<Envelope<Message>> readable = readable(records);
        if (!readable.isEmpty()) {
            takeTogether(readable, taker);
        }
        if (readable.size() < records.size()) {
            int bad = readable.size();
            throw new BatchListenerFailedException("cannot read this message", unreadable(records.get(bad)), bad);
        }
    }

    /** One that came alone fails as alone: when it is tried again the container decides. */
    private static void takeTogether(List<Envelope<Message>> envelopes, Consumer<List<Envelope<Message>>> taker) {
        if (envelopes.size() == 1) {
            takeAlone(envelopes, taker);
            return;
        }
        try {
            taker.accept(envelopes);
        } catch (RuntimeException failure) {
            LOG.warn("{} messages are taken one by one, because together they failed", envelopes.size(), failure);
            takeAlone(envelopes, taker);
        }
    }

    private static void takeAlone(List<Envelope<Message>> envelopes, Consumer<List<Envelope<Message>>> taker) {
        for (int place = 0; place < envelopes.size(); place++) {
            try {
                taker.accept(List.of(envelopes.get(place)));
            } catch (RuntimeException failure) {
                throw new BatchListenerFailedException("cannot handle this message", failure, place);
            }
        }
    }

    /** Those before the first that nobody can read. */
    private static List<Envelope<Message>> readable(List<ConsumerRecord<String, Envelope<Message>>> records) {
        List<Envelope<Message>> readable = new ArrayList<>(records.size());
        for (ConsumerRecord<String, Envelope<Message>> message : records) {
            if (message.value() == null) {
                break;
            }
            readable.add(message.value());
        }
        return readable;
    }

    private static RuntimeException unreadable(ConsumerRecord<String, Envelope<Message>> message) {
        DeserializationException why = SerializationUtils.getExceptionFromHeader(
                message, KafkaUtils.VALUE_DESERIALIZER_EXCEPTION_HEADER, ACCESS);
        return why == null ? new IllegalArgumentException("a message without a value") : why;
    }
}
