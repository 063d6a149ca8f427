package io.remotegpu.agent.moving;

import io.remotegpu.agent.runtime.Homes;
import io.remotegpu.contracts.NodeCommand.SendHome;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a home to another host. It keeps nothing and changes nothing, so that it can begin anew at any time, also after a restart. */
public final class HomeSender {
    private static final Logger log = LoggerFactory.getLogger(HomeSender.class);

    private final Homes homes;
    private final Duration patience;

    /** @param patience how long the platform may be away on end */
    public HomeSender(Homes homes, Duration patience) {
        this.homes = homes;
        this.patience = patience;
    }

    /**
     * Returns once the other host has unpacked all of it. Gives up soon after {@code cancelled} turns true.
     *
     * @throws IOException with the reason for a person
     */
    public Sum send(SendHome command, BooleanSupplier cancelled) throws IOException {
        var relay = new Relay(command.target(), command.ticket());
        var asking = new Patience(cancelled, patience);
        try {
            for (int attempt = begin(relay, asking); ; ) {
                try {
                    return attempt(command, relay, attempt, asking);
                } catch (BegunAnew anew) {
                    log.info("{} is sent once more, attempt {}", command.workloadId(), anew.attempt());
                    attempt = anew.attempt();
                }
            }
        } finally {
            homes.abandon(command.workloadId());
        }
    }

    private Sum attempt(SendHome command, Relay relay, int attempt, Patience asking) throws IOException {
        homes.abandon(command.workloadId());
        var seal = PieceSeal.to(command.epoch(), Base64.getDecoder().decode(command.recipientKey()));
        var pieces = new OutgoingPieces(relay, attempt, seal, asking);
        homes.pack(command.workloadId(), command.volumes(), pieces, asking.cancelled());
        return pieces.finish();
    }

    private static int begin(Relay relay, Patience asking) throws IOException {
        return asking.until(() -> Optional.of(relay.begin()));
    }
}
