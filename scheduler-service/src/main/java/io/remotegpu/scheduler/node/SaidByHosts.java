package io.remotegpu.scheduler.node;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.wire.Envelope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What hosts said at about the same time.
 *
 * @param heartbeatsAlone of hosts that said nothing else, of each the last
 * @param inOrder all else, as it was said
 */
record SaidByHosts(Collection<HostHeartbeat> heartbeatsAlone, List<Envelope<NodeEvent>> inOrder) {

    static SaidByHosts of(List<Envelope<Message>> envelopes) {
        Set<HostId> talkative = envelopes.stream()
                .map(Envelope::message)
                .filter(message -> message instanceof NodeEvent && !(message instanceof HostHeartbeat))
                .map(message -> ((NodeEvent) message).hostId())
                .collect(Collectors.toSet());
        Map<HostId, HostHeartbeat> alone = new LinkedHashMap<>();
        List<Envelope<NodeEvent>> inOrder = new ArrayList<>();
        for (Envelope<Message> envelope : envelopes) {
            if (envelope.message() instanceof HostHeartbeat beat && !talkative.contains(beat.hostId())) {
                alone.put(beat.hostId(), beat);
            } else if (envelope.message() instanceof NodeEvent fact) {
                inOrder.add(envelope.with(fact));
            }
        }
        return new SaidByHosts(alone.values(), inOrder);
    }
}
