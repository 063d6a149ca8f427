package io.remotegpu.benchmarks.fleet;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;

/**
 * Hosts that speak the agents' protocol: each has a command topic of its own, registers once, sends a heartbeat every five seconds and answers
 * each command. A few consumers read for all of them.
 */
final class SimulatedFleet implements AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int READERS = 4;
    private static final int AT_ONCE = 250;

    private final FleetLink link;
    private final Map<HostId, SimulatedHost> hosts;
    private final List<FleetLink.Listening> listening = new ArrayList<>();
    private final Thread beating;
    private volatile boolean ended;

    private SimulatedFleet(FleetLink link, List<SimulatedHost> hosts) {
        this.link = link;
        this.hosts = hosts.stream().collect(Collectors.toMap(SimulatedHost::id, Function.identity()));
        this.beating = Thread.ofPlatform()
                .daemon()
                .name(FleetLink.THREADS + "-heartbeats")
                .unstarted(() -> beat(hosts));
    }

    /** @param run tells the topics of this fleet from those of others on the same broker */
    static SimulatedFleet start(FleetLink link, Admin admin, String run, int count, int gpus)
            throws ExecutionException, InterruptedException {
        List<SimulatedHost> hosts = IntStream.range(0, count)
                .mapToObj(number -> new SimulatedHost(new HostId(run + "-" + number), gpus))
                .toList();
        createTopics(admin, hosts);
        SimulatedFleet fleet = new SimulatedFleet(link, hosts);
        fleet.listen();
        hosts.forEach(host -> link.say(host.registration()));
        fleet.beating.start();
        return fleet;
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        beating.join();
        for (FleetLink.Listening one : listening) {
            one.close();
        }
    }

    /** In portions: a broker refuses a request for too many. */
    private static void createTopics(Admin admin, List<SimulatedHost> hosts)
            throws ExecutionException, InterruptedException {
        for (int from = 0; from < hosts.size(); from += AT_ONCE) {
            List<NewTopic> topics = hosts.subList(from, Math.min(hosts.size(), from + AT_ONCE)).stream()
                    .map(host -> new NewTopic(Topics.nodeCommands(host.id()), 1, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    private void listen() {
        Map<Integer, List<TopicPartition>> parts = hosts.keySet().stream()
                .map(host -> new TopicPartition(Topics.nodeCommands(host), 0))
                .collect(Collectors.groupingBy(topic -> Math.floorMod(topic.hashCode(), READERS)));
        parts.values().forEach(part -> listening.add(link.listen(part, this::answer)));
    }

    private void answer(Message message) {
        if (message instanceof NodeCommand command) {
            SimulatedHost host = hosts.get(command.hostId());
            if (host != null) {
                host.answer(command).ifPresent(link::say);
            }
        }
    }

    /** Spread over the interval, as those of agents that started at different times. */
    private void beat(List<SimulatedHost> all) {
        long step = HEARTBEAT.toNanos() / all.size();
        long due = System.nanoTime();
        for (int next = 0; !ended; next = (next + 1) % all.size()) {
            link.say(all.get(next).heartbeat());
            due += step;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }
}
