package io.remotegpu.agent.enroll;

import io.remotegpu.contracts.HostId;
import java.time.Instant;

/** What the platform answers to a host that it lets in. */
record Credentials(HostId hostId, KafkaLogin kafka, Instant renewAfter) {}
