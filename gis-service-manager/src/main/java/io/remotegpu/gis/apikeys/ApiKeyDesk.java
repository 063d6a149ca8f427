package io.remotegpu.gis.apikeys;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisApiKey;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.gis.apikeys.ApiKey.Scope;
import io.remotegpu.messaging.Outbox;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes and withdraws API keys, and tells gateways what each opens from now on. */
@Service
class ApiKeyDesk {
    private static final int MOST_KEYS = 50;

    private final ApiKeyStore store;
    private final Outbox outbox;

    ApiKeyDesk(ApiKeyStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    /** @throws PlatformException QUOTA_EXCEEDED, or NOT_FOUND for a service that is gone or being deleted */
    @Transactional
    void make(ApiKey key, CustomerId maker) {
        if (!store.lock(key.service())) {
            throw PlatformException.notFound("user_service", key.service());
        }
        int used = store.ofService(key.service()).size();
        if (used >= MOST_KEYS) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "a service holds at most " + MOST_KEYS + " API keys; withdraw one first",
                    Map.of("resource", "api_keys", "limit", MOST_KEYS, "used", used, "requested", 1));
        }
        store.insert(key, maker.value());
        outbox.publish(told(key, false));
    }

    @Transactional(readOnly = true)
    List<ApiKey> list(long service) {
        return store.ofService(service);
    }

    /** @throws PlatformException NOT_FOUND */
    @Transactional
    void withdraw(long service, UUID id) {
        ApiKey withdrawn = store.revoke(service, id).orElseThrow(() -> PlatformException.notFound("api_key", id));
        outbox.publish(told(withdrawn, true));
    }

    /** For a service that is deleted: nothing opens it any more. */
    @Transactional
    public void withdrawAll(long service) {
        store.ofService(service).forEach(key -> withdraw(service, key.id()));
    }

    private static GisApiKey told(ApiKey key, boolean revoked) {
        return new GisApiKey(
                key.id().toString(),
                WorkloadIds.of(key.service()),
                key.hash(),
                key.scope() == Scope.WRITE,
                key.expiresAt(),
                key.referers(),
                key.requestsPerSecond(),
                revoked);
    }
}
