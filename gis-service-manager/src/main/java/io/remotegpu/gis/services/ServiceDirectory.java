package io.remotegpu.gis.services;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.quotas.QuotaLedger;
import io.remotegpu.web.Caller;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Which services there are, for the features around them. */
@Service
public class ServiceDirectory {
    private final ServiceRepository services;
    private final ServiceLives lives;
    private final QuotaLedger quotas;

    ServiceDirectory(ServiceRepository services, ServiceLives lives, QuotaLedger quotas) {
        this.services = services;
        this.lives = lives;
        this.quotas = quotas;
    }

    /** @throws PlatformException NOT_FOUND for one that does not exist or is not the caller's */
    public UserService require(Caller caller, long id) {
        return services.find(caller, id).orElseThrow(() -> PlatformException.notFound("user_service", id));
    }

    /** For the platform itself. */
    public Optional<UserService> find(long id) {
        return services.find(id);
    }

    /** The same; nobody changes it until the transaction ends. */
    public Optional<UserService> lock(long id) {
        return services.lock(id);
    }

    /** The same for whoever may take of its owner's quota after this: {@link QuotaLedger#hold} first. */
    public Optional<UserService> lockWithQuota(long id) {
        return services.find(id).flatMap(service -> {
            quotas.hold(service.owner());
            return services.lock(id);
        });
    }

    /** Numbers of the services that their owners want to run whenever they can. */
    public List<Long> autoStarting() {
        return lives.autoStarting();
    }
}
