package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.enrollment.TokenStore.NewToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The token that a platform brings along for its own host: valid as any other, from each start on until it is used. */
@Component
class FirstToken implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(FirstToken.class);
    /** Each start makes it valid anew, but nobody starts a platform again because its host comes late. */
    private static final Duration AS_LONG_AS_IT_IS_CONFIGURED = Duration.ofDays(365);

    private final TokenStore store;
    private final EnrollmentProperties properties;
    private final Clock clock;

    FirstToken(TokenStore store, EnrollmentProperties properties, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    /** Before the first request is served: whoever brings the token may be waiting already. */
    @Override
    public void afterSingletonsInstantiated() {
        String token = properties.firstToken();
        String host = properties.firstHost();
        if (token == null || token.isBlank()) {
            return;
        }
        if (host == null || host.isBlank()) {
            throw new IllegalStateException(
                    "scheduler.enrollment.first-token needs scheduler.enrollment.first-host, the host that it enrols");
        }
        Instant now = clock.instant();
        store.save(new NewToken(
                Secret.digest(token),
                new HostId(host),
                "of the configuration",
                null,
                "configuration",
                now,
                now.plus(AS_LONG_AS_IT_IS_CONFIGURED)));
        LOG.info("host {} may be enrolled with the token of the configuration", host);
    }
}
