package io.remotegpu.scheduler.node;

import io.remotegpu.scheduler.hosts.Listening;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Notices when this replica itself is cut off from Kafka, so that its own deafness is not taken for the silence of hosts. */
@Component
class BrokerWatch {
    private static final String LAST_CONTACT = "last-heartbeat-seconds-ago";
    /** The consumer speaks to its coordinator every few seconds; this long without means that it cannot. */
    private static final double CUT_OFF_SECONDS = 10;

    private final KafkaListenerEndpointRegistry listeners;
    private final Listening listening;

    BrokerWatch(KafkaListenerEndpointRegistry listeners, Listening listening) {
        this.listeners = listeners;
        this.listening = listening;
    }

    @Scheduled(fixedDelayString = "${scheduler.hosts.watch-every:2s}")
    void watch() {
        MessageListenerContainer container = listeners.getListenerContainer(NodeListener.CONSUMER);
        if (container == null || !container.isRunning() || isCutOff(container)) {
            listening.anew("this replica does not hear Kafka");
        }
    }

    private static boolean isCutOff(MessageListenerContainer container) {
        return container.metrics().values().stream()
                .flatMap(consumer -> consumer.entrySet().stream())
                .filter(metric -> metric.getKey().name().equals(LAST_CONTACT))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Number seconds
                        && seconds.doubleValue() > CUT_OFF_SECONDS);
    }
}
