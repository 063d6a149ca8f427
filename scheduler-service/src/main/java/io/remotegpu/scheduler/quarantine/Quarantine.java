package io.remotegpu.scheduler.quarantine;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.scheduler.leases.CapacityFreed;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks the host of each quarantined GPU again and again, until it is shown clean. */
@Component
public class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final String CHECK = "check-";
    private static final int MOST_DOUBLINGS = 4;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final ApplicationEventPublisher application;
    private final QuarantineProperties properties;
    private final Clock clock;

    Quarantine(
            JdbcClient jdbc,
            Outbox outbox,
            ApplicationEventPublisher application,
            QuarantineProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.application = application;
        this.properties = properties;
        this.clock = clock;
    }

    private record Due(String uuid, String hostId, long epoch, int checkAttempts) {}

    /** Row locks let every replica poll; each GPU is asked about by one of them. */
    @Scheduled(fixedDelayString = "${scheduler.quarantine.poll-every:1s}")
    @Transactional
    public void askAboutDue() {
        jdbc.sql("""
                select uuid, host_id, epoch, check_attempts from gpus
                where next_check_at <= :now order by next_check_at limit 50 for update skip locked
                """).param("now", now()).query(Due.class).list().forEach(this::ask);
    }

    private void ask(Due gpu) {
        outbox.publish(new VerifyGpus(new HostId(gpu.hostId()), checkOf(gpu.uuid()), gpu.epoch(), List.of(gpu.uuid())));
        Duration pause = properties.checkEvery().multipliedBy(1L << Math.min(gpu.checkAttempts(), MOST_DOUBLINGS));
        jdbc.sql("update gpus set next_check_at = :next, check_attempts = check_attempts + 1 where uuid = :uuid")
                .param("next", Timestamp.from(Instant.now(clock).plus(pause)))
                .param("uuid", gpu.uuid())
                .update();
    }

    /** Whether this is an answer to a check of ours rather than to a saga. */
    public boolean asked(WorkloadId workload) {
        return workload.value().startsWith(CHECK);
    }

    /** Shown clean: whoever waits may have it. */
    public void clean(GpuVerifiedClean fact) {
        int freed = fact.evidence().stream()
                .mapToInt(evidence -> release(fact, evidence))
                .sum();
        if (freed > 0) {
            application.publishEvent(new CapacityFreed());
        }
    }

    /** Still not clean: the reason shown to people is the latest. */
    public void dirty(GpuDirty fact) {
        fact.evidence().stream().filter(evidence -> evidence.problem() != null).forEach(evidence -> jdbc.sql("""
                        update gpus set status_reason = :reason
                        where uuid = :uuid and host_id = :host and epoch = :epoch and status = 'quarantined'
                        """)
                .param("reason", evidence.problem())
                .param("uuid", evidence.uuid())
                .param("host", fact.hostId().value())
                .param("epoch", fact.epoch())
                .update());
    }

    /** Clean is not enough: as long as its host calls it unfit it stays. */
    private int release(GpuVerifiedClean fact, GpuEvidence evidence) {
        int freed = jdbc.sql("""
                update gpus set status = 'available', status_reason = null, next_check_at = null, check_attempts = 0
                where uuid = :uuid and host_id = :host and epoch = :epoch and status = 'quarantined' and health = 'healthy'
                """)
                .param("uuid", evidence.uuid())
                .param("host", fact.hostId().value())
                .param("epoch", fact.epoch())
                .update();
        if (freed == 1) {
            LOG.info("GPU {} of host {} was shown clean and is available again", evidence.uuid(), fact.hostId());
        }
        return freed;
    }

    /** A check stands for no workload, so it has a name of its own and sagas never see its answer. */
    private static WorkloadId checkOf(String uuid) {
        String name = uuid.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        return new WorkloadId(CHECK + name.substring(0, Math.min(name.length(), 58)));
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
