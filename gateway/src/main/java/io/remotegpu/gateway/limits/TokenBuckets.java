package io.remotegpu.gateway.limits;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Token buckets in Redis, shared by all gateways. Limits protect the platform from too much use, not the data behind it,
 * so they fail open: while Redis is away or slow, requests pass and a warning is logged once per pause.
 */
@Component
class TokenBuckets {
    private static final Logger log = LoggerFactory.getLogger(TokenBuckets.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> TAKE =
            RedisScript.of(new ClassPathResource("gateway/token-bucket.lua"), List.class);

    private final ReactiveStringRedisTemplate redis;
    private final LimitProperties properties;
    private final Clock clock;
    private volatile Instant askAgainAt = Instant.MIN;

    TokenBuckets(ReactiveStringRedisTemplate redis, LimitProperties properties, Clock clock) {
        this.redis = redis;
        this.properties = properties;
        this.clock = clock;
    }

    /** Takes one token; empty if Redis cannot say, which lets the request pass. */
    Mono<Optional<Allowance>> take(String key, LimitProperties.Bucket bucket) {
        if (clock.instant().isBefore(askAgainAt)) {
            return Mono.just(Optional.empty());
        }
        List<String> arguments = List.of(Integer.toString(bucket.burst()), Double.toString(bucket.perSecond()));
        return redis.execute(TAKE, List.of("rate:" + key), arguments)
                .next()
                .map(answer -> Optional.of(Allowance.of(bucket, numbers(answer))))
                .timeout(properties.patience())
                .onErrorResume(failure -> Mono.just(passFor(failure)));
    }

    private Optional<Allowance> passFor(Throwable failure) {
        askAgainAt = clock.instant().plus(properties.pause());
        log.warn("no rate limits for {}: Redis does not answer ({})", properties.pause(), failure.toString());
        return Optional.empty();
    }

    private static List<Long> numbers(List<?> answer) {
        return answer.stream().map(Long.class::cast).toList();
    }
}
