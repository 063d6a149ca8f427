package io.remotegpu.messaging.relay;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while this replica relays or stands by; down, with why, while it fails. */
final class RelayHealth implements HealthIndicator {
    private final Relay relay;

    RelayHealth(Relay relay) {
        this.relay = relay;
    }

    @Override
    public Health health() {
        RelayState state = relay.state();
        Health.Builder health =
                switch (state) {
                    case RELAYING, STANDBY -> Health.up();
                    case FAILING -> Health.down();
                    case STOPPED -> Health.outOfService();
                };
        String problem = relay.problem();
        if (problem != null) {
            health.withDetail("problem", problem);
        }
        return health.withDetail("state", state).build();
    }
}
