package io.remotegpu.testing;

import io.remotegpu.contracts.CustomerId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Access tokens as identity-service would sign them, accepted by a service that runs on {@link TestInfrastructure}. */
public final class TestTokens {
    private static final Duration LIFETIME = Duration.ofHours(1);

    private TestTokens() {}

    /** A token of an ordinary customer. */
    public static String of(long customerId) {
        return of(new CustomerId(customerId), "user" + customerId, "external");
    }

    /** A token of an administrator. */
    public static String admin(long customerId) {
        return of(new CustomerId(customerId), "admin" + customerId, "admin");
    }

    /** @param userType admin, internal or external */
    public static String of(CustomerId customer, String username, String userType) {
        return sign(customer, username, userType, Instant.now().plus(LIFETIME));
    }

    /** A token that was fine until an hour ago. */
    public static String expired(long customerId) {
        return sign(
                new CustomerId(customerId),
                "user" + customerId,
                "external",
                Instant.now().minus(LIFETIME));
    }

    /** The value of an {@code Authorization} header. */
    public static String bearer(String token) {
        return "Bearer " + token;
    }

    /** Where the key that signed the tokens is published, while the JVM lives. */
    public static String jwksUri() {
        return TestKeys.INSTANCE.jwksUri();
    }

    private static String sign(CustomerId customer, String username, String userType, Instant expires) {
        String claims = """
                {"iss":"remotegpu","sub":"%1$s","user_id":%1$s,"username":"%2$s","user_type":"%3$s",\
                "sid":"%4$s","jti":"%5$s","iat":%6$d,"exp":%7$d}""".formatted(
                        customer,
                        username,
                        userType,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        expires.minus(LIFETIME).getEpochSecond(),
                        expires.getEpochSecond());
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + TestKeys.KEY_ID + "\"}";
        String content =
                encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        return content + "." + encode(signature(content));
    }

    private static byte[] signature(String content) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(TestKeys.INSTANCE.privateKey());
            rsa.update(content.getBytes(StandardCharsets.US_ASCII));
            return rsa.sign();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("cannot sign a test token", failure);
        }
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
