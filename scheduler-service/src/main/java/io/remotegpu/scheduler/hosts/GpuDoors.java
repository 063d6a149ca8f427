package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes single GPUs out of work and back, as administrators say. One that comes back is shown clean first. */
@Component
class GpuDoors {
    private final JdbcClient jdbc;
    private final Maintenance maintenance;
    private final Clock clock;

    GpuDoors(JdbcClient jdbc, Maintenance maintenance, Clock clock) {
        this.jdbc = jdbc;
        this.maintenance = maintenance;
        this.clock = clock;
    }

    @Transactional
    public void close(String uuid) {
        change(uuid, """
                update gpus set status = 'maintenance', status_reason = 'taken out by an administrator', next_check_at = null
                where uuid = :uuid and status in ('available', 'quarantined', 'maintenance')
                """, List.of("available", "quarantined"));
    }

    @Transactional
    public void open(String uuid) {
        change(uuid, """
                update gpus set status = 'quarantined', status_reason = 'back in work, not checked yet',
                                next_check_at = :now, check_attempts = 0
                where uuid = :uuid and status in ('maintenance', 'quarantined') and present
                """, List.of("maintenance", "quarantined"));
    }

    private void change(String uuid, String update, List<String> allowed) {
        int changed = jdbc.sql(update)
                .params(Map.of("uuid", uuid, "now", Timestamp.from(Instant.now(clock))))
                .update();
        if (changed == 0) {
            String status = jdbc.sql("select status from gpus where uuid = :uuid")
                    .param("uuid", uuid)
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> PlatformException.notFound("gpu", uuid));
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "the GPU is " + status + ": stop what holds it first",
                    Map.of("status", status, "allowed", allowed));
        }
        maintenance.tell(hostOf(uuid));
    }

    private HostId hostOf(String uuid) {
        return new HostId(jdbc.sql("select host_id from gpus where uuid = :uuid")
                .param("uuid", uuid)
                .query(String.class)
                .single());
    }
}
