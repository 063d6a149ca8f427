package io.remotegpu.identity.notifications.facts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvSettingsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.WorkloadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people want of environments: says whose they are, what they are called, and who has them stopped. */
@Component
class WishFacts {
    private final KnownEnvironments environments;
    private final EnvironmentNews news;

    WishFacts(KnownEnvironments environments, EnvironmentNews news) {
        this.environments = environments;
        this.news = news;
    }

    void apply(EnvironmentEvent fact, Instant at) {
        WorkloadId id = fact.environmentId();
        switch (fact) {
            case EnvRequested wish -> requested(id, wish.customerId(), wish.name());
            case EnvSettingsChanged change -> renamed(id, change.name());
            case EnvStopRequested wish -> stopping(id, wish, at);
            case EnvRestartRequested wish -> stopping(id, StopCause.RESTART, wish.actor(), at);
            case EnvDeleteRequested wish -> stopping(id, StopCause.DELETE, wish.actor(), at);
            default -> {} // nothing that people need to be told
        }
    }

    private void requested(WorkloadId id, CustomerId owner, String name) {
        environments.lock(id);
        environments.belongsTo(id, owner, name);
        news.tellKept(id, owner, name);
    }

    private void renamed(WorkloadId id, String name) {
        KnownEnvironment environment = environments.lock(id);
        if (environment.owner() != null) {
            environments.belongsTo(id, environment.owner(), name);
        }
    }

    /** What the platform stops for money or with an account is told of by the facts that forbid it. */
    private void stopping(WorkloadId id, EnvStopRequested wish, Instant at) {
        if (wish.cause() == null) {
            stopping(id, StopCause.PERSON, wish.actor(), at);
        } else if (wish.cause().equals(StopCause.IDLE.wireName())) {
            stopping(id, StopCause.IDLE, null, at);
        }
    }

    private void stopping(WorkloadId id, StopCause cause, @Nullable CustomerId actor, Instant at) {
        environments.lock(id);
        environments.stopsBecause(id, cause, actor, at);
    }
}
