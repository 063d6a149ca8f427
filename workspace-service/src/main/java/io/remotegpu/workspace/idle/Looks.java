package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.workspace.requests.RequestJson;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The looks as they were. */
@Repository
class Looks {
    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;

    Looks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** With what was measured in the two minutes before. Empty if it is kept already: told twice it counts once. */
    Optional<Look> keep(WorkloadActivity activity, Instant at) {
        return jdbc.sql("""
                        insert into activity_samples (environment_id, workspace_id, at, activity, cpu, gpu, gpus)
                        select environment.id, environment.workspace_id, :at, cast(:activity as jsonb),
                            (select max(cpu) from environment_samples sample where sample.environment_id = environment.id
                                and sample.at > :at - interval '2 minutes' and sample.at <= :at),
                            (select max(utilization) from gpu_samples sample where sample.environment_id = environment.id
                                and sample.at > :at - interval '2 minutes' and sample.at <= :at),
                            jsonb_array_length(environment.gpus)
                        from environments environment where environment.id = :id
                        on conflict do nothing
                        returning at, activity, cpu, gpu, gpus
                        """)
                .param("id", activity.workloadId().value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("activity", RequestJson.write(activity))
                .query(Looks::look)
                .optional();
    }

    /** The last look at this run, if it is not from before that time. */
    Optional<Look> last(Watched environment, Instant since) {
        return jdbc.sql("""
                        select at, activity, cpu, gpu, gpus from activity_samples
                        where environment_id = :id and at >= :since order by at desc limit 1
                        """)
                .param("id", environment.id().value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Looks::look)
                .optional()
                .filter(look -> look.epoch() == environment.epoch());
    }

    /** Hands them over, oldest first, a day at a time. @return how many there were */
    int each(WorkloadId environment, Instant from, Instant to, Consumer<Look> reader) {
        int seen = 0;
        for (Instant day = from; day.isBefore(to); day = day.plus(DAY)) {
            Instant next = day.plus(DAY);
            List<Look> looks = between(environment, day, next.isBefore(to) ? next : to);
            looks.forEach(reader);
            seen += looks.size();
        }
        return seen;
    }

    private List<Look> between(WorkloadId environment, Instant from, Instant to) {
        return jdbc.sql("""
                        select at, activity, cpu, gpu, gpus from activity_samples
                        where environment_id = :id and at >= :from and at < :to order by at
                        """)
                .param("id", environment.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(Looks::look)
                .list();
    }

    private static Look look(ResultSet row, int number) throws SQLException {
        return new Look(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                RequestJson.read(row.getString("activity"), WorkloadActivity.class),
                measured(row.getBigDecimal("cpu")),
                measured(row.getBigDecimal("gpu")),
                row.getInt("gpus"));
    }

    private static @Nullable Double measured(@Nullable BigDecimal value) {
        return value == null ? null : value.doubleValue();
    }
}
