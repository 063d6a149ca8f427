package io.remotegpu.identity.login;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.StringUtils;

/** A Redis client of this service's own, where one is asked for. It connects at first need, so that the service starts without it. */
@Configuration(proxyBeanMethods = false)
@Conditional(RedisConfiguration.Named.class)
class RedisConfiguration {
    /** A login rather counts elsewhere than waits. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Bean
    LettuceConnectionFactory loginRedis(LoginProperties properties) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory(
                LettuceConnectionFactory.createRedisConfiguration(properties.redisUrl()),
                LettuceClientConfiguration.builder().commandTimeout(PATIENCE).build());
        factory.setEagerInitialization(false);
        return factory;
    }

    @Bean
    RedisFailures redisFailures(RedisConnectionFactory loginRedis, LoginProperties properties) {
        return new RedisFailures(new StringRedisTemplate(loginRedis), properties);
    }

    /** An empty address, such as an environment variable without a value, is none. */
    static final class Named implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("identity.login.redis-url"));
        }
    }
}
