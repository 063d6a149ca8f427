package io.remotegpu.identity.notifications.facts;

import io.remotegpu.contracts.FleetEvent;
import io.remotegpu.contracts.FleetEvent.HostIncomplete;
import io.remotegpu.contracts.FleetEvent.SagaStuck;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.notifications.Notice;
import io.remotegpu.identity.notifications.NotificationCenter;
import io.remotegpu.identity.notifications.NotificationKind;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What those who run the platform should hear of hosts. */
@Component
class FleetFacts {
    private final Accounts accounts;
    private final NotificationCenter center;

    FleetFacts(Accounts accounts, NotificationCenter center) {
        this.accounts = accounts;
        this.center = center;
    }

    void apply(FleetEvent fact) {
        switch (fact) {
            case SagaStuck stuck -> tellAdministrators(notice(stuck));
            case HostIncomplete host -> tellAdministrators(notice(host));
            default -> {} // nothing that a person has to look at
        }
    }

    private void tellAdministrators(Notice notice) {
        accounts.administrators().forEach(admin -> center.tell(admin, notice));
    }

    private static Notice notice(HostIncomplete host) {
        return new Notice(
                host.closed() ? NotificationKind.HOST_CLOSED_INCOMPLETE : NotificationKind.HOST_INCOMPLETE,
                Map.of(
                        "host",
                        host.hostName(),
                        "gpus",
                        host.words(),
                        "host_id",
                        host.hostId().value()));
    }

    private static Notice notice(SagaStuck stuck) {
        return new Notice(
                NotificationKind.SAGA_STUCK,
                Map.of(
                        "saga", stuck.saga(),
                        "concerning", stuck.concerning(),
                        "host", stuck.hostId().value(),
                        "step", stuck.step(),
                        "attempts", String.valueOf(stuck.attempts()),
                        "saga_id", stuck.sagaId().toString()));
    }
}
