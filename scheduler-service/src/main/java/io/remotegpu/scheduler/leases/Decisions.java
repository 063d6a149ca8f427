package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.placement.Decision;
import io.remotegpu.scheduler.placement.Decision.Candidate;
import io.remotegpu.scheduler.placement.Decision.Refused;
import io.remotegpu.scheduler.placement.Placed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every decision of placement about every workload, and what it was made on. */
@Component
public class Decisions {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final Clock clock;

    Decisions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param explanation why there, or why nowhere, for a person
     * @param score of the chosen host; null if none fitted
     */
    public record Recorded(String explanation, @Nullable Double score, Decision decision, Instant decidedAt) {}

    void planned(WorkloadId workload, Placed.Plan plan, long epoch) {
        record(workload, epoch, plan.hostId().value(), plan.explanation(), plan.decision());
    }

    void refused(WorkloadId workload, Placed.Refusal refusal) {
        record(workload, null, null, refusal.reason(), refusal.decision());
    }

    private void record(
            WorkloadId workload, @Nullable Long epoch, @Nullable String host, String explanation, Decision decision) {
        List<Candidate> candidates = decision.candidates();
        jdbc.sql("""
                insert into placement_decisions (workload_id, epoch, host_id, explanation, decided_at, strategy, score,
                                                 fitting, candidates, refusals, microseconds)
                values (:workload, :epoch, :host, :explanation, :now, :strategy, :score,
                        :fitting, :candidates::jsonb, :refusals::jsonb, :microseconds)
                """)
                .param("workload", workload.value())
                .param("epoch", epoch)
                .param("host", host)
                .param("explanation", explanation)
                .param("now", Timestamp.from(Instant.now(clock)))
                .param("strategy", decision.strategy())
                .param(
                        "score",
                        host == null || candidates.isEmpty()
                                ? null
                                : candidates.getFirst().score())
                .param("fitting", decision.fitting())
                .param("candidates", JSON.writeValueAsString(candidates))
                .param("refusals", JSON.writeValueAsString(decision.refusals()))
                .param("microseconds", decision.microseconds())
                .update();
    }

    /** The one that led to this lease. */
    public Optional<Recorded> of(long epoch) {
        return jdbc.sql("select * from placement_decisions where epoch = :epoch")
                .param("epoch", epoch)
                .query(Decisions::read)
                .optional();
    }

    /** The last one about it. */
    public Optional<Recorded> last(WorkloadId workload) {
        return jdbc.sql("select * from placement_decisions where workload_id = :workload order by id desc limit 1")
                .param("workload", workload.value())
                .query(Decisions::read)
                .optional();
    }

    private static Recorded read(ResultSet row, int number) throws SQLException {
        Decision decision = new Decision(
                row.getString("strategy"),
                JSON.readValue(row.getString("candidates"), new TypeReference<List<Candidate>>() {}),
                row.getInt("fitting"),
                JSON.readValue(row.getString("refusals"), new TypeReference<List<Refused>>() {}),
                row.getLong("microseconds"));
        return new Recorded(
                row.getString("explanation"),
                row.getObject("score", Double.class),
                decision,
                row.getTimestamp("decided_at").toInstant());
    }
}
