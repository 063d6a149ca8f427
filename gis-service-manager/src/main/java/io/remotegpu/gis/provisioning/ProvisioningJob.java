package io.remotegpu.gis.provisioning;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.logs.OperationLog;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.services.Launch;
import io.remotegpu.gis.services.Launches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Tells instances what they are to be told, again and ever later while they do not listen; replicas share the work. */
@Component
class ProvisioningJob {
    private static final int BATCH = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final ProvisioningQueue queue;
    private final Launches launches;
    private final InstanceCalls calls;
    private final OperationLog log;
    private final ProvisioningProperties properties;
    private final TransactionOperations transaction;
    private final Clock clock;

    ProvisioningJob(
            ProvisioningQueue queue,
            Launches launches,
            InstanceCalls calls,
            OperationLog log,
            ProvisioningProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        this.queue = queue;
        this.launches = launches;
        this.calls = calls;
        this.log = log;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${gis.provisioning.every:2s}")
    void tell() {
        queue.take(BATCH).forEach(this::tell);
    }

    private void tell(ProvisioningQueue.Due due) {
        Instant began = clock.instant();
        try {
            Launch launch = launches.of(due.service());
            if (!launch.rendered().provisioning().isEmpty()) {
                calls.say(due.endpoint(), launch);
            }
            transaction.executeWithoutResult(status -> told(due, launch, began));
        } catch (InstanceRefusal | PlatformException failure) {
            transaction.executeWithoutResult(status -> failed(due, failure, began));
        }
    }

    private void told(ProvisioningQueue.Due due, Launch launch, Instant began) {
        queue.done(due);
        int told = launch.rendered().provisioning().size();
        if (told > 0) {
            log.done(
                    due.service(),
                    launch.service().owner(),
                    OperationType.PROVISION,
                    told + " settings told",
                    Duration.between(began, clock.instant()));
        }
    }

    private void failed(ProvisioningQueue.Due due, RuntimeException failure, Instant began) {
        if (due.attempts() < properties.attempts()) {
            queue.retry(due, FIRST_PAUSE.multipliedBy(1L << Math.min(due.attempts() - 1, 7)));
            return;
        }
        queue.done(due);
        launches.owner(due.service())
                .ifPresent(owner -> log.failed(
                        due.service(),
                        owner,
                        OperationType.PROVISION,
                        String.valueOf(failure.getMessage()),
                        Map.of("attempts", due.attempts()),
                        Duration.between(began, clock.instant())));
    }
}
