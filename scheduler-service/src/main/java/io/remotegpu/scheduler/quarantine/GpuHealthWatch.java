package io.remotegpu.scheduler.quarantine;

import io.remotegpu.contracts.GpuHealthChanged;
import io.remotegpu.contracts.workload.GpuHealth;
import io.remotegpu.contracts.workload.GpuHealthCause;
import io.remotegpu.scheduler.hosts.HealthIncidents;
import io.remotegpu.scheduler.hosts.HostEvents;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes GPUs that their host calls unfit out of work, and asks about them once they are well again. What holds one goes on; whoever is to have it next
 * does not get it. A host is believed about its own GPUs alone.
 */
@Component
public class GpuHealthWatch {
    private final JdbcClient jdbc;
    private final HealthIncidents incidents;
    private final HostEvents events;
    private final Clock clock;

    GpuHealthWatch(JdbcClient jdbc, HealthIncidents incidents, HostEvents events, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.events = events;
        this.clock = clock;
    }

    private record Known(
            String uuid,
            int gpuIndex,
            String name,
            String health,
            @Nullable String healthReason) {}

    /** Inside the transaction of the fact. A repeat of what is known changes nothing. */
    public void changed(GpuHealthChanged fact) {
        lock(fact).filter(known -> isNews(known, fact)).ifPresent(known -> {
            write(fact);
            if (fact.health() == GpuHealth.HEALTHY) {
                incidents.end(fact.gpu(), fact.at());
                askSoon(fact);
            } else {
                incidents.note(fact.hostId(), fact.gpu(), fact.health(), reason(fact), fact.at());
                takeOut(fact);
            }
            events.record(fact.hostId(), "gpu_" + wireName(fact.health()), words(known, fact));
        });
    }

    private Optional<Known> lock(GpuHealthChanged fact) {
        return jdbc.sql("""
                select uuid, gpu_index, name, health, health_reason from gpus where uuid = :uuid and host_id = :host for update
                """)
                .param("uuid", fact.gpu())
                .param("host", fact.hostId().value())
                .query(Known.class)
                .optional();
    }

    private static boolean isNews(Known known, GpuHealthChanged fact) {
        boolean healthy = fact.health() == GpuHealth.HEALTHY;
        return !known.health().equals(wireName(fact.health()))
                || !healthy && !reason(fact).equals(known.healthReason());
    }

    private void write(GpuHealthChanged fact) {
        jdbc.sql("""
                update gpus set health_since = case when health = :health then health_since else cast(:at as timestamptz) end,
                                health = :health, health_reason = :reason
                where uuid = :uuid
                """)
                .param("health", wireName(fact.health()))
                .param("reason", fact.health() == GpuHealth.HEALTHY ? null : reason(fact))
                .param("at", Timestamp.from(fact.at()))
                .param("uuid", fact.gpu())
                .update();
    }

    /** Its host would refuse it anyway, but only once somebody was sent there. */
    private void takeOut(GpuHealthChanged fact) {
        jdbc.sql("""
                update gpus set status = 'quarantined', status_reason = health_reason, check_attempts = 0,
                                next_check_at = coalesce(next_check_at, cast(:now as timestamptz))
                where uuid = :uuid and status in ('available', 'quarantined')
                """).param("now", now()).param("uuid", fact.gpu()).update();
    }

    private void askSoon(GpuHealthChanged fact) {
        jdbc.sql("""
                update gpus set next_check_at = :now, check_attempts = 0, status_reason = 'well again, not checked yet'
                where uuid = :uuid and status = 'quarantined'
                """).param("now", now()).param("uuid", fact.gpu()).update();
    }

    private static String words(Known known, GpuHealthChanged fact) {
        String gpu = "GPU %d (%s, %s) is %s"
                .formatted(known.gpuIndex(), known.name(), known.uuid(), wireName(fact.health()));
        return fact.health() == GpuHealth.HEALTHY ? gpu + " again" : gpu + ": " + reason(fact);
    }

    private static String reason(GpuHealthChanged fact) {
        List<GpuHealthCause> causes = fact.causes();
        return causes.isEmpty()
                ? "its host does not say why"
                : causes.stream().map(GpuHealthCause::evidence).collect(Collectors.joining("; "));
    }

    private static String wireName(GpuHealth health) {
        return health.name().toLowerCase(Locale.ROOT);
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
