package io.remotegpu.agent.moving;

import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in a home from another host. Whatever breaks, also this agent, it begins anew with empty volumes, and only a settled home counts as one. */
public final class HomeReceiver {
    private static final Logger log = LoggerFactory.getLogger(HomeReceiver.class);

    private static final long MEBIBYTE = 1024L * 1024;
    private static final long TOLD_OF_FILES = 64 * MEBIBYTE;

    private final ContainerRuntime runtime;
    private final Arrivals arrivals;
    private final Duration patience;

    /** @param patience how long the platform may be away on end */
    public HomeReceiver(ContainerRuntime runtime, Arrivals arrivals, Duration patience) {
        this.runtime = runtime;
        this.arrivals = arrivals;
        this.patience = patience;
    }

    /** From now on it is expected under this epoch. The key that it must be sealed to, the same for a repeat. */
    public String expect(ReceiveHome command) {
        Arrival arrival = arrivals.of(command.workloadId(), command.epoch())
                .orElseGet(() -> Arrival.of(command.workloadId(), command.epoch()));
        arrivals.save(arrival);
        return arrival.key();
    }

    public boolean expects(WorkloadId workload, long epoch) {
        return arrivals.of(workload, epoch).isPresent();
    }

    /** Whether all of it is here and on disk. */
    public boolean hasReceived(ReceiveHome command) {
        return arrivals.of(command.workloadId(), command.epoch())
                .map(Arrival::received)
                .isPresent();
    }

    /**
     * Returns once all of it is unpacked, at once if it was. Gives up soon after {@code cancelled} turns true.
     *
     * @throws IOException with the reason for a person
     */
    public void receive(ReceiveHome command, BooleanSupplier cancelled) throws IOException {
        Arrival arrival = arrivals.of(command.workloadId(), command.epoch())
                .orElseThrow(() -> new MoveEnded("it is not expected any more"));
        untilAllCame(
                command, arrival, new Relay(command.source(), command.ticket()), new Patience(cancelled, patience));
    }

    /** Why it is not what was sent; null if it is. */
    @Nullable
    public String difference(SettleHome command) {
        Sum expected = new Sum(command.size(), command.sha256());
        Sum received = arrivals.of(command.workloadId(), command.epoch())
                .map(Arrival::received)
                .orElse(null);
        if (received == null) {
            return "it has not come to its end here";
        }
        return received.equals(expected)
                ? null
                : "what came is not what was sent: " + received.size() + " bytes in the place of " + expected.size()
                        + ", or others";
    }

    /** It counts from now on. */
    public void settled(WorkloadId workload) {
        arrivals.forget(workload);
    }

    /** Nothing of it is left. */
    public void discard(WorkloadId workload) {
        runtime.homes().abandon(workload);
        runtime.removeVolumes(workload);
        arrivals.forget(workload);
    }

    /** That it came is on disk before the other host is told: should this agent die in between, nobody would send it again. */
    private void untilAllCame(ReceiveHome command, Arrival expected, Relay relay, Patience asking) throws IOException {
        Arrival arrival = expected;
        int attempt = arrival.received() == null ? asking.until(() -> Optional.of(relay.begin())) : arrival.attempt();
        while (true) {
            try {
                arrival = arrival.received() == null ? fetched(command, arrival, relay, attempt, asking) : arrival;
                acknowledge(arrival, relay, asking);
                return;
            } catch (BegunAnew anew) {
                log.info("{} is fetched once more, attempt {}", command.workloadId(), anew.attempt());
                arrival = arrival.anew();
                arrivals.save(arrival);
                attempt = anew.attempt();
            }
        }
    }

    private static void acknowledge(Arrival arrival, Relay relay, Patience asking) throws IOException {
        asking.until(() ->
                relay.get(arrival.attempt(), arrival.pieces()).isPresent() ? Optional.empty() : Optional.of(true));
    }

    /** What its volumes may hold, and what tar says of it. */
    private static long most(ReceiveHome command) {
        long bytes = command.storage() * MEBIBYTE;
        return bytes == 0 ? Long.MAX_VALUE : bytes + bytes / 20 + TOLD_OF_FILES;
    }

    private Arrival fetched(ReceiveHome command, Arrival arrival, Relay relay, int attempt, Patience asking)
            throws IOException {
        WorkloadId workload = command.workloadId();
        runtime.homes().abandon(workload);
        runtime.removeVolumes(workload);
        command.volumes().forEach(volume -> runtime.ensureVolume(workload, volume));
        Set<String> names = command.volumes().stream().map(Volume::name).collect(Collectors.toSet());
        var pieces = new IncomingPieces(relay, attempt, command.epoch(), arrival.opener(), most(command), asking);
        try (InputStream checked = new ArchiveGuard(pieces, names)) {
            runtime.homes().unpack(workload, command.volumes(), checked, asking.cancelled());
            checked.transferTo(OutputStream.nullOutputStream());
        }
        pieces.transferTo(OutputStream.nullOutputStream());
        Arrival all = arrival.received(pieces.sum(), attempt, pieces.count());
        arrivals.save(all);
        return all;
    }
}
