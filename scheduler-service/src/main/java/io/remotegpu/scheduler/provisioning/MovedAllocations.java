package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a move writes in the table {@code allocations}, whose row is locked. */
@Component
class MovedAllocations {
    private final JdbcClient jdbc;
    private final Clock clock;

    MovedAllocations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void departing(WorkloadId id, boolean departing) {
        jdbc.sql("update allocations set departing = :departing, updated_at = :now where workload_id = :id")
                .param("departing", departing)
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /** Its home is there. What failed elsewhere says nothing about that host. */
    void arrived(WorkloadId id, HostId host, long epoch) {
        jdbc.sql("""
            update allocations
            set phase = 'stopped', host_id = :host, home_host_id = :host, epoch = :epoch, attempts = 0, avoided_hosts = '{}',
                updated_at = :now
            where workload_id = :id
            """)
                .param("host", host.value())
                .param("epoch", epoch)
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    /** Its home is where it was. */
    void stayed(WorkloadId id, long epoch) {
        jdbc.sql("update allocations set phase = 'stopped', epoch = :epoch, updated_at = :now where workload_id = :id")
                .param("epoch", epoch)
                .param("now", now())
                .param("id", id.value())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
