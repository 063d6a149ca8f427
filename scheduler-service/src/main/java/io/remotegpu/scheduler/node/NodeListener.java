package io.remotegpu.scheduler.node;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.NodeEvent.ResourceEvent;
import io.remotegpu.contracts.NodeEvent.SnapshotEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.saga.runtime.SagaRunner;
import io.remotegpu.scheduler.hosts.HostRegistry;
import io.remotegpu.scheduler.hosts.Listening;
import io.remotegpu.scheduler.hosts.UnexpectedWorkloads;
import io.remotegpu.scheduler.provisioning.HostReports;
import io.remotegpu.scheduler.quarantine.Quarantine;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.stereotype.Component;

/** Hears what hosts say. One consumer for all of it, so that each host's facts keep their order. */
@Component
class NodeListener implements ConsumerSeekAware {
    static final String CONSUMER = "scheduler.node";

    private final Inbox inbox;
    private final HostRegistry hosts;
    private final HostReports reports;
    private final UnexpectedWorkloads unexpected;
    private final Quarantine quarantine;
    private final SagaRunner sagas;
    private final Listening listening;

    NodeListener(
            Inbox inbox,
            HostRegistry hosts,
            HostReports reports,
            UnexpectedWorkloads unexpected,
            Quarantine quarantine,
            SagaRunner sagas,
            Listening listening) {
        this.inbox = inbox;
        this.hosts = hosts;
        this.reports = reports;
        this.unexpected = unexpected;
        this.quarantine = quarantine;
        this.sagas = sagas;
        this.listening = listening;
    }

    @KafkaListener(id = CONSUMER, topics = Topics.NODE)
    void on(Envelope<Message> envelope) {
        if (envelope.message() instanceof HostHeartbeat heartbeat) {
            // The most frequent fact by far; comparing twice does no harm, so it is spared the inbox.
            hosts.seen(heartbeat);
            reports.compare(heartbeat);
            unexpected.compare(heartbeat);
        } else if (envelope.message() instanceof NodeEvent fact) {
            inbox.once(CONSUMER, envelope.with(fact), this::take);
        }
    }

    /** Until now somebody else heard these hosts, or nobody did. */
    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
        listening.anew("partitions of " + Topics.NODE + " were assigned");
    }

    private void take(NodeEvent fact) {
        switch (fact) {
            case HostRegistered registered -> hosts.register(registered);
            case HostHeartbeat heartbeat -> hosts.seen(heartbeat);
            case ContainerExited exited -> reports.exited(exited);
            case GpuVerifiedClean clean when quarantine.asked(clean.workloadId()) -> quarantine.clean(clean);
            case GpuDirty dirty when quarantine.asked(dirty.workloadId()) -> quarantine.dirty(dirty);
            case ContainerStarted started -> advance(started);
            case ContainerFailed failed -> advance(failed);
            case ContainerStopped stopped -> advance(stopped);
            case WorkloadRemoved removed -> advance(removed);
            case GpuVerifiedClean clean -> advance(clean);
            case GpuDirty dirty -> advance(dirty);
            case ResourceEvent resources -> sagas.advance(resources.workloadId() + "/resize", resources);
            case SnapshotEvent snapshot -> sagas.advance(snapshot.snapshotId().value(), snapshot);
        }
    }

    private void advance(WorkloadEvent fact) {
        sagas.advance(fact.workloadId().value(), fact);
    }
}
