package io.remotegpu.scheduler.resizing;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.resizing.ResizeWorkload.Size;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The size that each workload was asked for, in the description it is started from. */
@Component
class Sizes {
    private final JdbcClient jdbc;

    Sizes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param phase as {@code allocations.phase} has it */
    record Sized(String phase, Size size) {}

    /** Locked until the transaction ends. */
    Optional<Sized> lock(WorkloadId id) {
        return jdbc.sql("""
                select phase, (workload ->> 'cpu')::float8 as cpu, (workload ->> 'memory')::int as memory
                from allocations where workload_id = :id for update
                """)
                .param("id", id.value())
                .query((row, number) ->
                        new Sized(row.getString("phase"), new Size(row.getDouble("cpu"), row.getInt("memory"))))
                .optional();
    }

    void remember(WorkloadId id, Size size) {
        jdbc.sql("""
                update allocations
                set workload = workload || jsonb_build_object('cpu', cast(:cpu as float8), 'memory', cast(:memory as int))
                where workload_id = :id
                """)
                .param("cpu", size.cpu())
                .param("memory", size.memory())
                .param("id", id.value())
                .update();
    }
}
