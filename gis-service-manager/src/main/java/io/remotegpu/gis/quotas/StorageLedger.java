package io.remotegpu.gis.quotas;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.logs.OperationLog;
import io.remotegpu.gis.logs.OperationType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What services keep, as their hosts measure it, against what they may: their owners are told once, and nothing that keeps too much starts again. */
@Service
public class StorageLedger {
    /** More than any host has; what a host says beyond it would not add up. */
    private static final int MOST_MB = 100_000_000;

    private final StorageRepository storage;
    private final OperationLog log;

    StorageLedger(StorageRepository storage, OperationLog log) {
        this.storage = storage;
        this.log = log;
    }

    /** What a service was seen to have in its volumes; older news than what is known changes nothing. */
    @Transactional
    public void measured(long service, int volumesMb, Instant at) {
        storage.measured(service, Math.clamp(volumesMb, 0, MOST_MB), at);
        storage.kept(service)
                .filter(kept -> storage.tell(service, kept.exceeded()))
                .ifPresent(kept -> tell(service, kept));
    }

    /** @throws PlatformException NOT_FOUND for a service that is gone */
    public Kept kept(long service) {
        return storage.kept(service).orElseThrow(() -> PlatformException.notFound("user_service", service));
    }

    List<Long> exceeding(CustomerId user) {
        return storage.exceeding(user);
    }

    /** @throws PlatformException QUOTA_EXCEEDED if the service keeps more than it may */
    @Transactional(propagation = Propagation.MANDATORY)
    public void require(long service) {
        Kept kept = kept(service);
        if (kept.exceeded()) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "the service keeps %d MiB and may keep %d: give it more storage_mb, or delete files of it"
                            .formatted(kept.usedMb(), kept.limitMb()),
                    Map.of("resource", "storage_mb", "limit", kept.limitMb(), "used", kept.usedMb(), "requested", 0));
        }
    }

    private void tell(long service, Kept kept) {
        if (kept.exceeded()) {
            log.failed(
                    service,
                    kept.owner(),
                    OperationType.STORAGE,
                    "it keeps %d MiB and may keep %d: it runs on, but does not start again until it keeps less or may keep more"
                            .formatted(kept.usedMb(), kept.limitMb()),
                    Map.of("volumes_mb", kept.volumesMb(), "files_mb", kept.filesMb(), "limit_mb", kept.limitMb()),
                    Duration.ZERO);
        } else {
            log.done(service, kept.owner(), OperationType.STORAGE, "it keeps no more than it may again", Duration.ZERO);
        }
    }
}
