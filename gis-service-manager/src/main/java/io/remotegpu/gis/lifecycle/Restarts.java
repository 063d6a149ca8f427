package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.logs.OperationLog;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.quotas.QuotaLedger;
import io.remotegpu.gis.services.ServiceDirectory;
import io.remotegpu.gis.services.ServiceEdits;
import io.remotegpu.gis.services.UserService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts services again whose pause after a failure is over, and those that start by themselves. Several replicas may do so at once. */
@Component
class Restarts {
    private static final Logger LOG = LoggerFactory.getLogger(Restarts.class);
    private static final int BATCH = 100;

    private final StateStore store;
    private final StateKeeper states;
    private final Lifecycle lifecycle;
    private final ServiceDirectory services;
    private final ServiceEdits edits;
    private final QuotaLedger quotas;
    private final OperationLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Restarts(
            StateStore store,
            StateKeeper states,
            Lifecycle lifecycle,
            ServiceDirectory services,
            ServiceEdits edits,
            QuotaLedger quotas,
            OperationLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.states = states;
        this.lifecycle = lifecycle;
        this.services = services;
        this.edits = edits;
        this.quotas = quotas;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${gis.lifecycle.restart-every:1s}")
    void restart() {
        store.toRestart(BATCH).forEach(this::attempt);
    }

    /** What was given up before this service was down itself deserves another try, if it is meant to run always. */
    @EventListener(ApplicationReadyEvent.class)
    void startByThemselves() {
        services.autoStarting().stream()
                .filter(store::mayStartByItself)
                .forEach(id -> transaction.executeWithoutResult(status -> services.lock(id)
                        .ifPresent(service ->
                                states.keep(service, states.lock(service).soon(clock.instant(), null)))));
    }

    /** One that cannot be started must not be tried for ever, nor keep the others waiting. */
    private void attempt(long service) {
        try {
            transaction.executeWithoutResult(
                    status -> services.lockWithQuota(service).ifPresent(this::again));
        } catch (PlatformException refused) {
            transaction.executeWithoutResult(
                    status -> services.lock(service).ifPresent(known -> giveUp(known, refused)));
        } catch (RuntimeException failure) {
            LOG.error("service {} was not started again", service, failure);
        }
    }

    private void again(UserService service) {
        ServiceState state = states.lock(service);
        Instant due = state.trouble().restartAt();
        if (!state.wantedUp() || due == null || due.isAfter(clock.instant())) {
            return;
        }
        Integer version = state.trouble().rollbackTo();
        if (version == null) {
            lifecycle.again(service.id(), state.generation() == 0 ? OperationType.AUTO_START : OperationType.RECOVERY);
        } else {
            rollBack(service, state, version);
        }
    }

    /** Under its new number the content is as proven as it was. */
    private void rollBack(UserService service, ServiceState state, int version) {
        String why = "version " + state.configVersion() + " did not start: "
                + firstLine(Objects.requireNonNullElse(state.reason(), "it said nothing"));
        edits.rollback(service.id(), version, why);
        if (states.lock(service).generation() == state.generation()) {
            lifecycle.again(service.id(), OperationType.RECOVERY);
        }
        ServiceState after = states.lock(service);
        store.save(after.goodAs(after.configVersion()));
    }

    private void giveUp(UserService service, PlatformException refused) {
        ServiceState state = states.lock(service);
        String reason =
                Objects.requireNonNullElse(refused.getMessage(), refused.code().name());
        quotas.releaseRun(service.id());
        log.failed(
                service.id(),
                service.owner(),
                OperationType.RECOVERY,
                reason,
                Map.of("cause", refused.code().name(), "reason", reason),
                Duration.ZERO);
        states.keep(service, state.givenUp(reason));
    }

    private static String firstLine(String reason) {
        String line = reason.lines().findFirst().orElse("");
        return line.length() <= 120 ? line : line.substring(0, 120) + "…";
    }
}
