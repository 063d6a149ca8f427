package io.remotegpu.scheduler.node;

import io.remotegpu.contracts.GpuHealthChanged;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.NodeEvent.ImageEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.messaging.listen.Batches;
import io.remotegpu.scheduler.hosts.HostRegistry;
import io.remotegpu.scheduler.hosts.Listening;
import io.remotegpu.scheduler.images.ImagePulls;
import io.remotegpu.scheduler.quarantine.GpuHealthWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.stereotype.Component;

/** Hears what hosts say, as much at a time as there is. One consumer for all of it, so that each host's facts keep their order. */
@Component
class NodeListener implements ConsumerSeekAware {
    static final String CONSUMER = "scheduler.node";

    private final Inbox inbox;
    private final HostRegistry hosts;
    private final Heartbeats heartbeats;
    private final WorkloadFacts workloads;
    private final GpuHealthWatch gpuHealth;
    private final ImagePulls images;
    private final Listening listening;

    NodeListener(
            Inbox inbox,
            HostRegistry hosts,
            Heartbeats heartbeats,
            WorkloadFacts workloads,
            GpuHealthWatch gpuHealth,
            ImagePulls images,
            Listening listening) {
        this.inbox = inbox;
        this.hosts = hosts;
        this.heartbeats = heartbeats;
        this.workloads = workloads;
        this.gpuHealth = gpuHealth;
        this.images = images;
        this.listening = listening;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.NODE, containerFactory = Batches.FACTORY)
    void on(List<ConsumerRecord<String, Envelope<Message>>> records) {
        Batches.take(records, this::take);
    }

    /** Until now somebody else heard these hosts, or nobody did. */
    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
        listening.anew("partitions of " + Topics.NODE + " were assigned");
    }

    /** The heartbeats of hosts that say nothing else now are most of what is said; the rest keeps its order. */
    private void take(List<Envelope<Message>> envelopes) {
        SaidByHosts said = SaidByHosts.of(envelopes);
        heartbeats.take(said.heartbeatsAlone());
        List<Envelope<WorkloadEvent>> together = new ArrayList<>();
        for (Envelope<NodeEvent> envelope : said.inOrder()) {
            if (envelope.message() instanceof WorkloadEvent fact) {
                together.add(envelope.with(fact));
            } else {
                takeWorkloads(together);
                takeHost(envelope);
            }
        }
        takeWorkloads(together);
    }

    private void takeWorkloads(List<Envelope<WorkloadEvent>> together) {
        if (!together.isEmpty()) {
            inbox.onceEach(CONSUMER, List.copyOf(together), workloads);
            together.clear();
        }
    }

    /** In a transaction of its own: a host's row is locked before those of its workloads. */
    private void takeHost(Envelope<NodeEvent> envelope) {
        switch (envelope.message()) {
            // Comparing twice does no harm, so it is spared the inbox.
            case HostHeartbeat heartbeat -> heartbeats.take(List.of(heartbeat));
            case HostRegistered registered -> inbox.once(CONSUMER, envelope.with(registered), hosts::register);
            case GpuHealthChanged changed -> inbox.once(CONSUMER, envelope.with(changed), gpuHealth::changed);
            case ImageEvent image -> inbox.once(CONSUMER, envelope.with(image), images::heard);
            case WorkloadEvent fact -> throw new IllegalStateException("not about a host alone: " + fact);
        }
    }
}
