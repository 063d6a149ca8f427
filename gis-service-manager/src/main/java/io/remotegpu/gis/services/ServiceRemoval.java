package io.remotegpu.gis.services;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.logs.OperationLog;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.quotas.QuotaLedger;
import io.remotegpu.web.Caller;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes services away: at once if they never ran, else when what ran is gone. */
@Service
public class ServiceRemoval {
    private final ServiceRepository services;
    private final ServiceLives lives;
    private final QuotaLedger quotas;
    private final OperationLog log;
    private final ObjectProvider<ServiceActions> actions;
    private final Clock clock;

    ServiceRemoval(
            ServiceRepository services,
            ServiceLives lives,
            QuotaLedger quotas,
            OperationLog log,
            ObjectProvider<ServiceActions> actions,
            Clock clock) {
        this.services = services;
        this.lives = lives;
        this.quotas = quotas;
        this.log = log;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * Its owner wants it gone. Asking twice changes nothing.
     *
     * @param keepData whether what it stored stays
     * @throws PlatformException NOT_FOUND for one that does not exist or is not the caller's
     */
    @Transactional
    public void begin(Caller caller, long id, boolean keepData) {
        UserService service =
                services.lock(caller, id).orElseThrow(() -> PlatformException.notFound("user_service", id));
        begin(service, caller.id(), keepData);
    }

    /** The same for the platform, in the name of its owner; nothing happens if it is gone. */
    @Transactional
    public void begin(long id, boolean keepData) {
        services.lock(id).ifPresent(service -> begin(service, service.owner(), keepData));
    }

    private void begin(UserService service, CustomerId who, boolean keepData) {
        long id = service.id();
        if (service.status() == ServiceStatus.DELETING) {
            return;
        }
        String message = keepData ? "deleted, its data kept" : "deleted with its data";
        log.done(id, who, OperationType.DELETE, message, Duration.ZERO);
        if (service.lastStartedAt() == null && service.status() == ServiceStatus.STOPPED) {
            finish(id);
        } else {
            lives.observe(id, ServiceStatus.DELETING, null, clock.instant());
            actions.orderedStream().forEach(each -> each.deleted(id, keepData));
        }
    }

    /** Nothing of it is left; nothing happens if it is gone already. */
    @Transactional
    public void finish(long id) {
        quotas.releaseRun(id);
        lives.bury(id, clock.instant());
        actions.orderedStream().forEach(each -> each.gone(id));
    }
}
