package io.remotegpu.gateway;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.GisApiKey;
import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.GisRoute.State;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.gis.GisAccess;
import io.remotegpu.contracts.gis.GisAccess.PathMode;
import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.contracts.gis.GisLimits;
import io.remotegpu.contracts.gis.GisPathRule;
import io.remotegpu.contracts.gis.GisPathRule.Access;
import io.remotegpu.contracts.gis.GisVisibility;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Speaks as gis-service-manager does. */
final class GisFacts {
    static final long OWNER = 41;
    static final List<GisPathRule> RULES = List.of(
            new GisPathRule("/_/**", Access.INTERNAL, List.of(), List.of(), 5),
            new GisPathRule("/rest/**", Access.ADMIN, List.of(), List.of(), 5),
            new GisPathRule("/slow", Access.DATA, List.of("GET"), List.of(), 1),
            new GisPathRule("/**", Access.DATA, List.of("GET", "HEAD", "POST"), List.of("Transaction"), 60));
    static final GisLimits WIDE = new GisLimits(50, 0, 1_000);

    private GisFacts() {}

    /** Returns when the broker has it. */
    static void tell(Event fact) throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of("bootstrap.servers", Platform.KAFKA.getBrokersAsString());
        try (KafkaProducer<String, Envelope<? extends Message>> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new EnvelopeSerializer())) {
            producer.send(EnvelopeRecord.of(
                            new Envelope<>(UUID.randomUUID(), "gis-service-manager", Instant.now(), null, fact)))
                    .get();
        }
    }

    static WorkloadId service(String key) {
        return new WorkloadId("gis-" + key);
    }

    static GisRoute running(String key, GisVisibility visibility, Upstream upstream) {
        return running(key, visibility, WIDE, PathMode.PREFIX_NATIVE, new GisEndpoint("127.0.0.1", upstream.port(), 1));
    }

    static GisRoute running(
            String key, GisVisibility visibility, GisLimits limits, PathMode mode, GisEndpoint endpoint) {
        return route(key, visibility, State.RUNNING, endpoint, limits, mode, false);
    }

    static GisRoute in(State state, String key, boolean wakes) {
        return route(key, GisVisibility.PRIVATE, state, null, WIDE, PathMode.PREFIX_NATIVE, wakes);
    }

    static GisApiKey key(String secret, String service, boolean mayWrite) {
        return new GisApiKey(
                "id-of-" + secret.hashCode(), service(service), sha256(secret), mayWrite, null, List.of(), 0, false);
    }

    private static GisRoute route(
            String key,
            GisVisibility visibility,
            State state,
            @Nullable GisEndpoint endpoint,
            GisLimits limits,
            PathMode mode,
            boolean wakes) {
        return new GisRoute(
                service(key),
                key,
                new CustomerId(OWNER),
                "mapserver",
                state,
                state == State.RUNNING ? null : "its owner stopped it",
                endpoint,
                visibility,
                new GisAccess(mode, RULES),
                limits,
                wakes);
    }

    private static String sha256(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
