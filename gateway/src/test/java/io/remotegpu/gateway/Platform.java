package io.remotegpu.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.remotegpu.contracts.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import redis.embedded.RedisServer;

/** What the gateway needs around it, started once: five services and Redis, and tokens as identity-service signs them. */
final class Platform {
    private static final ECKey KEY = newKey();
    static final Backend IDENTITY =
            Backend.start("identity").with("/.well-known/jwks.json", new JWKSet(KEY.toPublicJWK()).toString());
    static final Backend WORKSPACE = Backend.start("workspace");
    static final Backend SCHEDULER = Backend.start("scheduler");
    static final Backend BILLING = Backend.start("billing");
    static final Backend GIS = Backend.start("gis");
    static final int REDIS = startRedis();
    static final EmbeddedKafkaKraftBroker KAFKA = startKafka();

    private Platform() {}

    static String token(long userId) {
        return token(userId, UUID.randomUUID());
    }

    /** @param login the {@code sid} of the token */
    static String token(long userId, UUID login) {
        return token(KEY, userId, "remotegpu", Instant.now().plusSeconds(300), login);
    }

    static String expiredToken() {
        return token(KEY, 1, "remotegpu", Instant.now().minusSeconds(60));
    }

    static String tokenOfAnotherIssuer() {
        return token(KEY, 1, "someone", Instant.now().plusSeconds(300));
    }

    static String forgedToken() {
        return token(newKey(), 1, "remotegpu", Instant.now().plusSeconds(300));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String token(ECKey key, long userId, String issuer, Instant expiresAt) {
        return token(key, userId, issuer, expiresAt, UUID.randomUUID());
    }

    private static String token(ECKey key, long userId, String issuer, Instant expiresAt, UUID login) {
        try {
            JWTClaimsSet claims = new JWTClaimsSet.Builder()
                    .issuer(issuer)
                    .claim("user_id", userId)
                    .claim("username", "ada")
                    .claim("user_type", "external")
                    .claim("sid", login.toString())
                    .issueTime(Date.from(expiresAt.minusSeconds(600)))
                    .expirationTime(Date.from(expiresAt))
                    .build();
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("key-1").generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static EmbeddedKafkaKraftBroker startKafka() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(
                1, 3, Topics.IDENTITY, Topics.GIS_ROUTES, Topics.GIS_API_KEYS, Topics.GIS_TRAFFIC);
        broker.brokerProperty("offsets.topic.num.partitions", "1");
        broker.afterPropertiesSet();
        SpringApplication.getShutdownHandlers().add(broker::destroy);
        return broker;
    }

    private static int startRedis() {
        try {
            int port = freePort();
            RedisServer redis = RedisServer.newRedisServer()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .build();
            redis.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(redis)));
            return port;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void stop(RedisServer redis) {
        try {
            redis.stop();
        } catch (IOException ignored) {
            // the JVM ends anyway
        }
    }
}
