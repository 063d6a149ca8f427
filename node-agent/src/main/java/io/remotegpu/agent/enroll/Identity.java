package io.remotegpu.agent.enroll;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.remotegpu.contracts.HostId;
import java.net.URI;
import java.time.Instant;

/**
 * Who this host is to the platform.
 *
 * @param server the gateway that enrolled it
 * @param renewAfter when its credentials should be exchanged
 */
public record Identity(URI server, HostId hostId, HostKeyPair keys, KafkaLogin kafka, Instant renewAfter) {
    Identity with(Credentials renewed) {
        return new Identity(server, hostId, keys, renewed.kafka(), renewed.renewAfter());
    }

    /** The same host with its gateway elsewhere now. */
    public Identity at(URI gateway) {
        return new Identity(gateway, hostId, keys, kafka, renewAfter);
    }

    /** What people compare its key by. */
    @JsonIgnore
    public String fingerprint() {
        return keys.fingerprint();
    }

    /** Where it was told to reach Kafka. */
    @JsonIgnore
    public String servers() {
        return kafka.bootstrapServers();
    }
}
