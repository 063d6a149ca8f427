package io.remotegpu.identity.login;

import java.time.Duration;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Counts in Redis, each attempt in one step on the server. Keys of one account share a slot, and all of them expire by themselves. */
final class RedisFailures implements FailureCounter {
    private static final RedisScript<Long> BEGIN = script("begin");
    private static final RedisScript<Long> SUCCEEDED = script("succeeded");

    private final StringRedisTemplate redis;
    private final LoginProperties properties;

    RedisFailures(StringRedisTemplate redis, LoginProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    @Override
    public void begin(Attempt attempt) {
        Long left = redis.execute(
                BEGIN,
                keys(attempt),
                Long.toString(properties.lockDuration().toMillis()),
                Integer.toString(properties.allowedFailures()),
                Integer.toString(properties.allowedFailuresOverall()));
        if (left > 0) {
            throw Lockout.over(Duration.ofMillis(left));
        }
    }

    @Override
    public void succeeded(Attempt attempt) {
        redis.execute(SUCCEEDED, keys(attempt), Integer.toString(properties.allowedFailuresOverall()));
    }

    private static List<String> keys(Attempt attempt) {
        String account = "identity:failures:{" + attempt.account() + "}:";
        return List.of(
                account + attempt.address(),
                account + attempt.address() + ":locked",
                account + "*",
                account + "*:locked");
    }

    private static RedisScript<Long> script(String name) {
        return RedisScript.of(new ClassPathResource("identity/failures-" + name + ".lua"), Long.class);
    }
}
