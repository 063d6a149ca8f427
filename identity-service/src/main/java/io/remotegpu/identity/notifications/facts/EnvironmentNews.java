package io.remotegpu.identity.notifications.facts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.notifications.Notice;
import io.remotegpu.identity.notifications.NotificationCenter;
import io.remotegpu.identity.notifications.NotificationKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells owners about their environments, or keeps it for them until it is known who they are. */
@Component
class EnvironmentNews {
    private final KnownEnvironments environments;
    private final NotificationCenter center;
    private final Accounts accounts;

    EnvironmentNews(KnownEnvironments environments, NotificationCenter center, Accounts accounts) {
        this.environments = environments;
        this.center = center;
        this.accounts = accounts;
    }

    void tell(WorkloadId id, KnownEnvironment environment, NotificationKind kind, Map<String, String> args) {
        Map<String, String> all = new HashMap<>(args);
        all.put("environment_id", id.value());
        Notice notice = new Notice(kind, all);
        if (environment.owner() == null) {
            environments.keepUntilOwnerIsKnown(id, notice);
        } else {
            center.tell(environment.owner(), notice.with("environment", environment.displayName()));
        }
    }

    /** Now it is known whose it is and what it is called: what was kept is told. */
    void tellKept(WorkloadId id, CustomerId owner, String name) {
        environments.takeKept(id).forEach(notice -> center.tell(owner, notice.with("environment", name)));
    }

    void tellStopped(WorkloadId id, KnownEnvironment environment) {
        Optional<StopCause> cause = environment.causeOfThisStop();
        if (cause.filter(known -> !known.isWorthTelling()).isPresent()) {
            return;
        }
        Map<String, String> args = new HashMap<>();
        cause.ifPresent(known -> args.put(Notice.VARIANT, known.wireName()));
        if (environment.stopActor() != null) {
            args.put("actor", name(environment.stopActor()));
        }
        tell(id, environment, NotificationKind.ENVIRONMENT_STOPPED, args);
    }

    private String name(CustomerId person) {
        return accounts.find(person).map(Account::username).orElse("user " + person);
    }
}
